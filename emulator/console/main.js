import { fetchOverview } from "./api.js";
import { announceAll } from "./announcements.js";
import { showCalls } from "./calls.js";
import { changesSinceLast } from "./changes.js";
import { onFaultChange, showFaults } from "./faults.js";
import { onChange, showInstances } from "./instances.js";
import { backToFirstPage, currentPage, onTurn, showPages } from "./pages.js";
import { showTasks } from "./tasks.js";
import { setText } from "./rows.js";
import { timeOfDay } from "./time.js";

const pollMilliseconds = 1000;
const filterDelayMilliseconds = 150;

const form = document.getElementById("filter");
const connection = document.getElementById("connection");
let timer;
/** Counts what makes an answer that is still under way out of date: a new question, or a change made here. */
let current = 0;
/** Somebody has asked for other instances since the page was last brought up to date. */
let isAskedFor = false;

async function poll() {
  clearTimeout(timer);
  current += 1;
  const asked = current;
  try {
    const overview = await fetchOverview(new FormData(form), currentPage());
    if (asked === current) show(overview);
  } catch {
    if (asked === current) showConnectionLost();
  }
  if (asked === current && !document.hidden) timer = setTimeout(poll, pollMilliseconds);
}

function show(overview) {
  connection.hidden = true;
  setText(document.getElementById("region-label"), overview.regions.length === 1 ? "Region" : "Regions");
  setText(document.getElementById("regions"), overview.regions.join(", "));
  const { instances, readOnly } = overview.totals;
  setText(document.getElementById("total-instances"), instances.toLocaleString());
  setText(document.getElementById("read-only-instances"), readOnly > 0 ? `, ${readOnly} read-only` : "");
  setText(document.getElementById("total-ssl"), overview.totals.sslEnabled.toLocaleString());
  setText(document.getElementById("total-tasks"), overview.totals.runningTasks.toLocaleString());
  setText(document.getElementById("total-calls"), overview.totals.calls.toLocaleString());
  announceAll(changesSinceLast(overview));
  showInstances(overview, isAskedFor);
  showPages(overview);
  isAskedFor = false;
  showTasks(overview);
  showFaults(overview);
  showCalls(overview);
}

function showConnectionLost() {
  if (!connection.hidden) return;
  connection.textContent = `The emulator has not answered since ${timeOfDay(new Date())}. Is it still running?`;
  connection.hidden = false;
}

form.addEventListener("input", () => {
  isAskedFor = true;
  backToFirstPage();
  clearTimeout(timer);
  timer = setTimeout(poll, filterDelayMilliseconds);
});
form.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) void poll();
});
onTurn(() => {
  isAskedFor = true;
  void poll();
});
onChange(poll);
onFaultChange(poll);
void poll();
