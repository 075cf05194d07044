import { field, setText, showRows } from "./rows.js";

const body = document.getElementById("tasks");
const template = document.getElementById("task-row");

export function showTasks({ tasks, totals }) {
  showRows(body, template, tasks, ({ id }) => id, updateRow, makeRow);
  const more = totals.runningTasks - tasks.filter(isRunning).length;
  const note = more > 0 ? `And ${more.toLocaleString()} more are running.` : "";
  setText(document.getElementById("tasks-note"), totals.runningTasks === 0 ? "No task is running." : note);
}

export function isRunning({ status }) {
  return status === "Running" || status === "WaitSwitch";
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
  setText(field(row, "progress"), running ? `${progress} %` : "");
  setText(field(row, "result"), running && status === "Running" ? "" : status);
  field(row, "result").className = `result ${status === "Success" ? "accepted" : running ? "limited" : "failed"}`;
  const bar = row.querySelector("progress");
  bar.hidden = !running;
  bar.value = progress;
}
