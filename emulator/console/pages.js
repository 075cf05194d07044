import { setText } from "./rows.js";

const previous = document.getElementById("previous-page");
const next = document.getElementById("next-page");
/** The width from which the tasks stand beside the instances, as in the style sheet. */
const isWide = globalThis.matchMedia("(min-width: 78rem)");
const isPhone = globalThis.matchMedia("(max-width: 40rem)");
let offset = 0;
let afterTurn = () => undefined;

/** Calls the listener after another page was asked for. */
export function onTurn(listener) {
  afterTurn = listener;
}

/** Which instances are asked for: so few that what happens to them is seen without scrolling. */
export function currentPage() {
  return { offset, limit: pageSize() };
}

export function backToFirstPage() {
  offset = 0;
}

export function showPages(overview) {
  const { instances, matching, totals } = overview;
  offset = overview.offset;
  const last = offset + instances.length;
  previous.disabled = offset === 0;
  next.disabled = last >= matching;
  const isOnePage = previous.disabled && next.disabled;
  previous.hidden = isOnePage;
  next.hidden = isOnePage;
  const all = totals.instances.toLocaleString();
  const found = matching < totals.instances ? `${matching.toLocaleString()} found among ${all}` : all;
  const range = `${(offset + 1).toLocaleString()}–${last.toLocaleString()} of ${found}`;
  setText(document.getElementById("shown"), matching === 0 ? "" : isOnePage ? (found === all ? "" : found) : range);
  const note = totals.instances === 0 ? "There is no instance." : "No instance matches the filter.";
  setText(document.getElementById("instances-note"), matching === 0 ? note : "");
}

function pageSize() {
  return isWide.matches ? 15 : isPhone.matches ? 3 : 8;
}

function turn(direction) {
  offset = Math.max(0, offset + direction * pageSize());
  afterTurn();
}

previous.addEventListener("click", () => turn(-1));
next.addEventListener("click", () => turn(1));
for (const media of [isWide, isPhone]) media.addEventListener("change", () => turn(0));
