import { announce, announceFailure } from "./announcements.js";
import { addFault, clearFaults, resetEverything } from "./api.js";
import { setText } from "./rows.js";

const form = document.getElementById("new-fault");
let afterChange = () => undefined;

/** Calls the listener after something was changed here. */
export function onFaultChange(listener) {
  afterChange = listener;
}

export function showFaults({ faults, actions }) {
  const select = form.elements.action;
  if (select.options.length === 0) select.replaceChildren(...actions.map((action) => new Option(action)));
  const items = faults.map(({ action, instance, fault, times, skip }) => {
    const item = document.createElement("li");
    const where = instance ? ` of ${instance}` : "";
    const after = skip > 0 ? `, after ${skip} others` : "";
    item.textContent = `${action}${where}: ${JSON.stringify(fault)}, ${times} ${times === 1 ? "time" : "times"}${after}`;
    return item;
  });
  document.getElementById("faults").replaceChildren(...items);
  setText(document.getElementById("faults-note"), faults.length === 0 ? "No faults are set." : "");
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const { action, instance, fault, times } = Object.fromEntries(new FormData(form));
  const name = instance.trim();
  const rule = { action, times: Number(times), fault: JSON.parse(fault), ...(name === "" ? {} : { instance: name }) };
  void tell(addFault(rule), `The fault is set for ${action}.`);
});
document.getElementById("clear-faults").addEventListener("click", () => {
  void tell(clearFaults(), "All faults are removed.");
});
document.getElementById("reset").addEventListener("click", () => {
  // The browser asks, so that a slip does not throw away what somebody is looking at.
  if (!confirm("Put all instances, tasks, faults and counts back to what they were at the start?")) return;
  void tell(resetEverything(), "Everything is as at the start.");
});

async function tell(work, done) {
  try {
    await work;
    announce(done);
  } catch (error) {
    announceFailure(`That could not be done: ${error.message}`);
  }
  afterChange();
}
