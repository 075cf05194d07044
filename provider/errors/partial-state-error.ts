import type { InstanceSslConfigState } from "../model/properties";
import { InstanceSslConfigError } from "./instance-ssl-config-error";

/**
 * A change was started and did not take effect. The engine keeps a resource whose create or update throws an error with
 * `id`, `properties` and `reasons`, and calls update at the next `up` even if the program did not change.
 */
export class PartialStateError extends InstanceSslConfigError {
  override readonly name = "PartialStateError";
  readonly reasons: readonly string[];

  constructor(
    readonly id: string,
    readonly state: InstanceSslConfigState,
    cause: Error,
  ) {
    super(cause.message, { cause });
    this.reasons = [cause.message];
  }
}
