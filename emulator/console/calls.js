import { timeOfDay } from "./time.js";
import { field, setText, showRows } from "./rows.js";

const body = document.getElementById("calls");
const template = document.getElementById("call-row");

export function showCalls({ calls }) {
  showRows(body, template, calls, ({ requestId }) => requestId, updateRow, makeRow);
  setText(document.getElementById("calls-note"), calls.length === 0 ? "No call yet." : "");
}

/** A call never changes any more, so its row is filled once. */
function makeRow(row, { at, action, instances, outcome, code, milliseconds }) {
  field(row, "time").textContent = timeOfDay(new Date(at));
  field(row, "action").textContent = action;
  field(row, "instances").textContent = instances.join(", ");
  const result = field(row, "result");
  result.textContent = outcome === "accepted" ? "OK" : code;
  result.classList.add(outcome);
  field(row, "duration").textContent = milliseconds.toFixed(1);
}

function updateRow() {
  // Nothing to bring up to date.
}
