import type { CheckFailure } from "./check";
import { printable } from "../model/printable";

const MAX_SHOWN_LENGTH = 200;

/**
 * A bad property as the engine is told of it.
 *
 * The engine prints the value of a property whose name it learns, as it is. So for a value that a terminal would obey, or
 * that fills it, the name moves into the reason, which shows the value in printable characters.
 */
export function engineFailure(failure: CheckFailure, value: unknown): CheckFailure {
  const { property, reason } = failure;
  return isShowable(value) ? failure : { property: "", reason: `${property} ${reason}` };
}

function isShowable(value: unknown): boolean {
  if (typeof value === "string") return printable(value, MAX_SHOWN_LENGTH) === value;
  return typeof value !== "object" || value === null;
}
