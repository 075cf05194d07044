import { timeOfDay } from "./time.js";

const mostAtOnce = 3;
const mostKept = 100;

/** Says what happened and when, on the page's last line and to screen readers; the list keeps what was said before. */
export function announce(messages) {
  if (messages.length === 0) return;
  const time = timeOfDay(new Date());
  const more = messages.length - mostAtOnce;
  const said = more > 0 ? [...messages.slice(0, mostAtOnce), `And ${more} more changes.`] : messages;
  document.getElementById("announcements").textContent = `${time} ${said.join(" ")}`;
  keep(time, messages);
}

function keep(time, messages) {
  const events = document.getElementById("events");
  const items = messages.map((message) => {
    const item = document.createElement("li");
    item.textContent = `${time} ${message}`;
    return item;
  });
  events.prepend(...items.reverse());
  for (const old of [...events.children].slice(mostKept)) old.remove();
  document.getElementById("events-note").textContent = "";
}
