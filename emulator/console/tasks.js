import { field, setText, showRows } from "./rows.js";

const mostAtFirst = 6;

const body = document.getElementById("tasks");
const template = document.getElementById("task-row");
const showAll = document.getElementById("all-tasks");
const latest = document.getElementById("latest-task");
let overview = { tasks: [], totals: { runningTasks: 0 } };

export function showTasks(latestOverview) {
  overview = latestOverview;
  const { tasks, totals } = overview;
  const isOpen = showAll.getAttribute("aria-expanded") === "true";
  showRows(body, template, isOpen ? tasks : tasks.slice(0, mostAtFirst), ({ id }) => id, updateRow, makeRow);
  showAll.hidden = tasks.length <= mostAtFirst;
  setText(showAll, isOpen ? "Show fewer" : `Show all ${tasks.length}`);
  const more = totals.runningTasks - tasks.filter(isRunning).length;
  const note = more > 0 ? `And ${more.toLocaleString()} more are running.` : "";
  const none = tasks.length === 0 ? "No task yet." : "No task is running.";
  setText(document.getElementById("tasks-note"), totals.runningTasks === 0 ? none : note);
  showLatest(tasks);
}

export function isRunning({ status }) {
  return status === "Running" || status === "WaitSwitch";
}

/** What a task has come to, in few words. */
export function describeState({ status, progress }) {
  return status === "Running" ? `${progress}%` : isRunning({ status }) ? `${status} ${progress}%` : status;
}

export function resultClass(task) {
  return `result ${task.status === "Success" ? "accepted" : isRunning(task) ? "limited" : "failed"}`;
}

/** The newest task, in the place that is always in sight. */
function showLatest(tasks) {
  const newest = tasks.reduce((found, task) => (found && found.id > task.id ? found : task), undefined);
  setText(latest, newest ? `Task ${newest.id} of ${newest.instance}: ${describeState(newest)}` : "No task yet.");
  latest.className = newest ? resultClass(newest) : "hint";
}

function makeRow(row, { id }) {
  row.querySelector("progress").setAttribute("aria-label", `Progress of task ${id}`);
}

function updateRow(row, task) {
  const { id, instance, status, step, progress, message } = task;
  const running = isRunning(task);
  setText(field(row, "id"), String(id));
  setText(field(row, "instance"), instance);
  setText(field(row, "step"), step);
  setText(field(row, "message"), message);
  setText(field(row, "progress"), running ? `${progress}%` : "");
  setText(field(row, "result"), running && status === "Running" ? "" : status);
  field(row, "result").className = resultClass(task);
  const bar = row.querySelector("progress");
  bar.hidden = !running;
  bar.value = progress;
}

showAll.addEventListener("click", () => {
  const isOpen = showAll.getAttribute("aria-expanded") === "true";
  showAll.setAttribute("aria-expanded", String(!isOpen));
  showTasks(overview);
});
