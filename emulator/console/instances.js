import { announce, announceFailure } from "./announcements.js";
import { changeSsl } from "./api.js";
import { copyConnectionString } from "./connection-string.js";
import { describeSsl, noteSsl } from "./changes.js";
import { field, setText, showRows } from "./rows.js";
import { describeState, resultClass } from "./tasks.js";

const body = document.getElementById("instances");
const template = document.getElementById("instance-row");
/** Instances whose change is under way, and which must not be shown as they were before. */
const changing = new Set();
/** How long after rows have moved a click is taken for one that was meant for another row. */
const settlingMilliseconds = 700;
let movedAt = -Infinity;
let afterChange = () => undefined;

/** Calls the listener after a change was made here. */
export function onChange(listener) {
  afterChange = listener;
}

/** @param isAskedFor the rows are others because somebody has just changed the filter or turned the page */
export function showInstances({ instances, regions }, isAskedFor) {
  // A removed row must not take the focus along into nowhere.
  const focused = body.contains(document.activeElement) ? document.activeElement.closest("tr") : null;
  const update = (row, instance) => updateRow(row, instance, regions.length > 1);
  const hasMoved = showRows(body, template, instances, ({ id }) => id, update, makeRow);
  if (hasMoved && !isAskedFor) movedAt = performance.now();
  if (focused && !focused.isConnected) document.getElementById("instances-group").focus();
}

function makeRow(row, { id }) {
  const toggle = row.querySelector("[role=switch]");
  const address = row.querySelector("select");
  const move = row.querySelector(".move");
  toggle.setAttribute("aria-label", `SSL of ${id}`);
  address.setAttribute("aria-label", `Address of ${id} to protect`);
  move.setAttribute("aria-label", `Move here: SSL of ${id} to the chosen address`);
  toggle.addEventListener("click", (event) => {
    if (isMeant(event)) void change(row, toggle.getAttribute("aria-checked") !== "true");
  });
  move.addEventListener("click", (event) => {
    if (isMeant(event)) void change(row, true);
  });
  const copy = row.querySelector(".copy");
  copy.setAttribute("aria-label", `Copy the connection string of ${id}`);
  copy.addEventListener("click", () => void copyConnectionString(id));
  address.addEventListener("change", () => {
    address.dataset.chosen = "yes";
    offerMove(row);
  });
}

/** A click of the mouse right after the rows have moved may have been meant for what was there before. */
function isMeant(event) {
  // Keys make clicks as well, with no button pressed, and stay with their row.
  if (event.detail === 0 || performance.now() - movedAt > settlingMilliseconds) return true;
  announceFailure("The list has just moved, so nothing was changed. Look again before you click.");
  return false;
}

function updateRow(row, instance, withRegion) {
  const { id, region, sslEnabled, connectAddress, addresses, database, allRestarts } = instance;
  setText(field(row, "id"), id);
  field(row, "kind").hidden = !id.startsWith("pgro-");
  setText(field(row, "region"), withRegion ? region : "");
  setText(field(row, "database"), database ?? "");
  row.querySelector(".copy").hidden = database === null;
  setText(field(row, "restarts"), allRestarts.toLocaleString());
  setText(field(row, "restarts-unit"), allRestarts === 1 ? " restart" : " restarts");
  updateStatus(row, instance);
  if (changing.has(id)) return;
  row.querySelector("[role=switch]").setAttribute("aria-checked", String(sslEnabled));
  setText(field(row, "ssl"), sslEnabled ? "on" : "off");
  updateAddress(row, sslEnabled, connectAddress, addresses);
}

/** What the instance is doing, and its task that is running or has not succeeded. */
function updateStatus(row, { id, status, task }) {
  const isBusy = changing.has(id) || status !== "running";
  setText(field(row, "status"), changing.has(id) ? "changing SSL …" : status);
  setText(field(row, "task"), task ? `Task ${task.id}: ${describeState(task)}` : "");
  field(row, "task").className = task ? resultClass(task) : "result";
  row.classList.toggle("busy", isBusy);
}

function updateAddress(row, sslEnabled, connectAddress, addresses) {
  const select = row.querySelector("select");
  if (row.dataset.addresses !== addresses.join()) {
    const chosen = select.value;
    select.replaceChildren(...addresses.map((address) => new Option(address)));
    if (addresses.includes(chosen)) select.value = chosen;
    row.dataset.addresses = addresses.join();
  }
  // An address may be wider than the column.
  select.title = select.value;
  row.dataset.connectAddress = sslEnabled ? connectAddress : "";
  // What a person has chosen and not yet used stays; else the select shows the setting.
  if (sslEnabled && select.dataset.chosen !== "yes") select.value = connectAddress;
  offerMove(row);
}

/** The button to move is there while SSL is on and another address is chosen. */
function offerMove(row) {
  const { connectAddress } = row.dataset;
  const move = row.querySelector(".move");
  const select = row.querySelector("select");
  const isOffered = Boolean(connectAddress) && select.value !== connectAddress;
  if (!isOffered && document.activeElement === move) select.focus();
  // It keeps its place while it is not offered, so that nothing moves when it is.
  move.classList.toggle("offered", isOffered);
}

async function change(row, sslEnabled) {
  const id = row.dataset.key;
  if (changing.has(id)) return;
  const select = row.querySelector("select");
  changing.add(id);
  row.setAttribute("aria-busy", "true");
  row.classList.add("busy");
  setText(field(row, "status"), "changing SSL …");
  try {
    const changed = await changeSsl(id, sslEnabled, select.value);
    delete select.dataset.chosen;
    noteSsl(changed);
    announce(`SSL of ${id} is now ${describeSsl(changed)}.`);
  } catch (error) {
    announceFailure(`SSL of ${id} was not changed: ${error.message}`);
  } finally {
    changing.delete(id);
    row.removeAttribute("aria-busy");
    afterChange();
  }
}
