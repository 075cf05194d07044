import type { CheckFailure } from "./check";
import { printable } from "../model/printable";

const MAX_SHOWN_LENGTH = 200;

/**
 * A bad property in the form in which the engine may print it.
 *
 * The engine prints the raw value of a property that it gets by name. Where that value is long or could control a terminal,
 * the name moves into the reason, which shows the value in printable characters.
 */
export function engineFailure(failure: CheckFailure, value: unknown): CheckFailure {
  const { property, reason } = failure;
  return isShowable(value) ? failure : { property: "", reason: `${property} ${reason}` };
}

function isShowable(value: unknown): boolean {
  if (typeof value === "string") return printable(value, MAX_SHOWN_LENGTH) === value;
  return typeof value !== "object" || value === null;
}
