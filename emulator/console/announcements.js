const mostAtOnce = 3;

/** Says what happened, on the page and to screen readers; what was said before is replaced. */
export function announce(messages) {
  if (messages.length === 0) return;
  const more = messages.length - mostAtOnce;
  const said = more > 0 ? [...messages.slice(0, mostAtOnce), `And ${more} more changes.`] : messages;
  document.getElementById("announcements").textContent = said.join(" ");
}
