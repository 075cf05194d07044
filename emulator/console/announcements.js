import { timeOfDay } from "./time.js";

const mostAtOnce = 2;
const mostKept = 50;
const shownMilliseconds = 10_000;

const line = document.getElementById("announcements");
const dismiss = document.getElementById("dismiss");
let timer;

/** Says that something was done or has happened. */
export function announce(...messages) {
  announceAll(messages.map((text) => ({ text })));
}

/** Says that something was not done. */
export function announceFailure(text) {
  announceAll([{ text, failed: true }]);
}

/**
 * Says what happened and when, on the line below the heading and to screen readers; the list keeps what was said before.
 *
 * The line is cleared after a while, or at once by its button; a failure stays until then.
 */
export function announceAll(messages) {
  if (messages.length === 0) return;
  const time = timeOfDay(new Date());
  const hasFailed = messages.some(({ failed }) => failed);
  // What failed comes first, so that the line has room for it.
  const ordered = [...messages].sort((a, b) => Number(Boolean(b.failed)) - Number(Boolean(a.failed)));
  const more = messages.length - mostAtOnce;
  const said = ordered.slice(0, mostAtOnce).map(({ text }) => text);
  line.textContent = `${time} ${said.join(" ")}${more > 0 ? ` And ${more} more, see “What happened”.` : ""}`;
  line.classList.toggle("failed", hasFailed);
  // Its place never grows. What does not fit is scrolled to, with the keyboard too.
  line.tabIndex = line.scrollHeight > line.clientHeight ? 0 : -1;
  dismiss.classList.add("offered");
  clearTimeout(timer);
  if (!hasFailed) timer = setTimeout(clear, shownMilliseconds);
  keep(time, messages);
}

function clear() {
  clearTimeout(timer);
  line.textContent = "";
  line.removeAttribute("tabindex");
  line.classList.remove("failed");
  dismiss.classList.remove("offered");
}

function keep(time, messages) {
  const events = document.getElementById("events");
  const items = messages.map(({ text, failed }) => {
    const item = document.createElement("li");
    item.textContent = `${time} ${text}`;
    item.classList.toggle("failed", Boolean(failed));
    return item;
  });
  events.prepend(...items.reverse());
  for (const old of [...events.children].slice(mostKept)) old.remove();
  document.getElementById("events-note").textContent = "";
}

dismiss.addEventListener("click", clear);
