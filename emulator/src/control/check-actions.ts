import { actionNames, isActionName } from "../contract";
import { ControlError } from "./control-error";

/** @throws ControlError for a name that is no action's: it would never do anything, and nobody would see why */
export function checkActions(names: readonly string[]): void {
  const unknown = names.find((name) => !isActionName(name));
  if (unknown === undefined) return;
  throw new ControlError(400, `There is no action ${unknown}; those that there are: ${actionNames.join(", ")}.`);
}
