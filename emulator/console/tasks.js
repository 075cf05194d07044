import { field, setText, showRows } from "./rows.js";

const body = document.getElementById("tasks");
const template = document.getElementById("task-row");

export function showTasks({ runningTasks, totals }) {
  showRows(body, template, runningTasks, ({ id }) => id, updateRow, makeRow);
  const more = totals.runningTasks - runningTasks.length;
  const note = more > 0 ? `And ${more.toLocaleString()} more.` : "";
  setText(document.getElementById("tasks-note"), totals.runningTasks === 0 ? "No task is running." : note);
}

function makeRow(row, { id }) {
  row.querySelector("progress").setAttribute("aria-label", `Progress of task ${id}`);
}

function updateRow(row, { id, instance, status, step, progress }) {
  setText(field(row, "id"), String(id));
  setText(field(row, "instance"), instance);
  setText(field(row, "step"), status === "Running" ? step : `${step} (${status})`);
  setText(field(row, "progress"), `${progress} %`);
  row.querySelector("progress").value = progress;
}
