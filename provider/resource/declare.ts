import type { DefaultRegion } from "../cloud/settings";
import { check, type CheckOutcome, engineFailure } from "./check";
import { type Declarations, declare } from "./declarations";
import type { Properties } from "./properties";

/** Checks a resource of the running program and records what it declares. The engine may print the failures as they are. */
export function checkDeclared(
  {
    declarations,
    defaultRegion,
  }: { readonly declarations: Declarations; readonly defaultRegion?: DefaultRegion | undefined },
  olds: Properties,
  news: Properties,
  secretNames?: ReadonlySet<string>,
): CheckOutcome {
  const { inputs, failures } = declare(declarations, olds, check(news, defaultRegion, secretNames));
  const printed = failures.map((failure) => {
    const { property } = failure;
    return engineFailure(failure, inputs[property], secretNames?.has(property));
  });
  return { inputs, failures: printed };
}
