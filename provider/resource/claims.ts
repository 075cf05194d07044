import { ConflictingDeclarationsError } from "../errors/conflicting-declarations-error";
import { describeDesired, type Desired } from "../model/desired";
import { type Instance, instanceKey } from "../model/instance";

/**
 * What the resources of one run want of each instance.
 *
 * `check` declares every desired setting of the program before anything is changed. So a resource that is deleted while another
 * one declares the same instance (renamed, or replaced by itself) leaves the setting to that other one. Resources that
 * change the same instance do so one after the other, and the second fails before it writes if it wants something else.
 */
export class Claims {
  private readonly declared = new Set<string>();
  private readonly carriedOut = new Map<string, Desired>();
  private readonly turns = new Map<string, Promise<unknown>>();

  /** A resource of the running program declares the instance. */
  declare(instance: Instance): void {
    this.declared.add(instanceKey(instance));
  }

  isDeclared(instance: Instance): boolean {
    return this.declared.has(instanceKey(instance));
  }

  /**
   * Runs `change` when no other resource of this process changes the instance.
   *
   * Throws {@link ConflictingDeclarationsError} when one did already, and wanted something else.
   */
  async inTurn<T>(instance: Instance, desired: Desired, change: () => Promise<T>): Promise<T> {
    const key = instanceKey(instance);
    const turn = (this.turns.get(key) ?? Promise.resolve()).then(() => {
      const earlier = this.carriedOut.get(key);
      if (earlier !== undefined && describeDesired(earlier) !== describeDesired(desired)) {
        throw new ConflictingDeclarationsError(instance, earlier, desired);
      }
      this.carriedOut.set(key, desired);
      return change();
    });
    this.turns.set(
      key,
      turn.catch(() => undefined),
    );
    return turn;
  }
}
