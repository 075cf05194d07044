import { ConflictingWishesError } from "./errors/conflicting-wishes-error";
import { describeWish, type Wish } from "./properties";
import type { Instance } from "./ssl-config";

/**
 * What the resources of one run want of each instance.
 *
 * `check` declares every wish of the program before anything is changed. So a resource that is deleted while another
 * one declares the same instance (renamed, or replaced by itself) leaves the setting to that other one. Resources that
 * change the same instance do so one after the other, and the second fails before it writes if it wants something else.
 */
export class Claims {
  private readonly declared = new Set<string>();
  private readonly carriedOut = new Map<string, Wish>();
  private readonly turns = new Map<string, Promise<unknown>>();

  /** A resource of the running program declares the instance. */
  declare(instance: Instance): void {
    this.declared.add(keyOf(instance));
  }

  isDeclared(instance: Instance): boolean {
    return this.declared.has(keyOf(instance));
  }

  /**
   * Runs `change` when no other resource of this process changes the instance.
   *
   * Throws {@link ConflictingWishesError} when one did already, and wanted something else.
   */
  async inTurn<T>(instance: Instance, wish: Wish, change: () => Promise<T>): Promise<T> {
    const key = keyOf(instance);
    const turn = (this.turns.get(key) ?? Promise.resolve()).then(() => {
      const earlier = this.carriedOut.get(key);
      if (earlier !== undefined && describeWish(earlier) !== describeWish(wish)) {
        throw new ConflictingWishesError(instance, earlier, wish);
      }
      this.carriedOut.set(key, wish);
      return change();
    });
    this.turns.set(
      key,
      turn.catch(() => undefined),
    );
    return turn;
  }
}

function keyOf({ region, dbInstanceId }: Instance): string {
  return `${region}/${dbInstanceId}`;
}
