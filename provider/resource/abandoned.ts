import { type Instance, instanceKey } from "../model/ssl-setting";
import type { Declared } from "./declared";
import type { OtherProviders } from "./other-providers";

/** The instances whose SSL this run has turned off, or is about to, although nothing declared that. */
export class Abandoned {
  private readonly instances = new Set<string>();
  /** Instances that a resource has brought to what it declares. */
  private readonly adopted = new Set<string>();

  constructor(
    private readonly others: OtherProviders,
    private readonly declared: Declared,
  ) {}

  /**
   * A delete is about to turn SSL off, which it may while nothing declares the instance.
   *
   * With `deleteBeforeReplace` that can happen before the program registers a resource that depends on the replaced one. The
   * state says that this resource is unchanged; `diff` must not agree. The others are told before it is decided: one that
   * declares the instance at the same moment is either seen here, or sees this.
   */
  abandon(instance: Instance): { readonly mayTurnOff: boolean; readonly problem?: string | undefined } {
    const key = instanceKey(instance);
    const isFirst = !this.instances.has(key);
    this.instances.add(key);
    this.tell(instance, true);
    if (!this.declared.has(instance)) {
      this.adopted.delete(key);
      return { mayTurnOff: true, problem: this.others.problem };
    }
    if (isFirst) this.recover(instance);
    return { mayTurnOff: false };
  }

  /** A resource has brought the instance to what it declares. */
  adopt(instance: Instance): void {
    this.adopted.add(instanceKey(instance));
    this.recover(instance);
  }

  has(instance: Instance): boolean {
    if (this.instances.has(instanceKey(instance))) return true;
    const key = this.others.digest(instance);
    return !this.adopted.has(instanceKey(instance)) && this.others.all().some(({ abandoned }) => abandoned.has(key));
  }

  private recover(instance: Instance): void {
    if (this.instances.delete(instanceKey(instance))) this.tell(instance, false);
  }

  private tell(instance: Instance, isAbandoned: boolean): void {
    this.others.tell({ abandoned: [this.others.digest(instance), isAbandoned] });
  }
}
