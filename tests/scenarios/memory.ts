import type { NextTask } from "../../emulator/src";
import type { SeenInstance } from "./observation";
import type { Outcome } from "./judge";
import { entriesOf, type Promises, type Situation } from "./promise";
import { INSTANCES, type InstanceNumber, type Setting, type StackName, STACKS } from "./scenario";

/** What of a scenario's past still counts. */
export class Memory {
  private readonly behind: Record<StackName, Set<InstanceNumber>> = { one: new Set(), two: new Set() };
  private readonly started = new Map<InstanceNumber, Setting | undefined>();
  private readonly plans = new Map<InstanceNumber, Omit<NextTask, "instance">[]>();
  private readonly failed = new Set<StackName>();

  /** Instances that were changed, or may have been, since the stack's state was written. */
  stale(stack: StackName): ReadonlySet<InstanceNumber> {
    return new Set(this.behind[stack]);
  }

  /** Instances on which a task of an earlier step still runs. */
  inFlight(cloud: Readonly<Record<InstanceNumber, SeenInstance>>): ReadonlyMap<InstanceNumber, Setting | undefined> {
    return new Map([...this.started].filter(([number]) => cloud[number].isBusy));
  }

  hasFailed(stack: StackName): boolean {
    return this.failed.has(stack);
  }

  changedByOthers(number: InstanceNumber): void {
    for (const stack of STACKS) this.behind[stack].add(number);
  }

  plan(number: InstanceNumber, task: Omit<NextTask, "instance">): void {
    this.plans.set(number, [...(this.plans.get(number) ?? []), task]);
  }

  /** How many tasks are still to go wrong. */
  plansLeft(): number {
    return [...this.plans.values()]
      .flat()
      .filter(({ status, effect }) => status === "Fail" || status === "Pause" || effect === "none").length;
  }

  learn(situation: Situation, promised: Promises, after: Pick<Outcome, "exitCode" | "cloud" | "entries">): void {
    const { step, cloud: before } = situation;
    const { cloud, exitCode } = after;
    for (const number of INSTANCES) {
      const used = cloud[number].modifies - before[number].modifies;
      this.plans.set(number, (this.plans.get(number) ?? []).slice(used));
      const mayChange = cloud[number].setting !== before[number].setting || cloud[number].isBusy;
      for (const other of STACKS) if (other !== step.stack && mayChange) this.behind[other].add(number);
      if (used > 0 && cloud[number].isBusy) this.started.set(number, promised[number].settings[0]);
      if (!cloud[number].isBusy) this.started.delete(number);
    }
    if (step.verb === "preview") return;
    if (exitCode === 0) this.failed.delete(step.stack);
    else this.failed.add(step.stack);
    this.learnOfState(situation, after);
  }

  /** A state that was cut off, or whose deletions failed, may be behind; one that agrees with the cloud is not. */
  private learnOfState(
    situation: Situation,
    { exitCode, cloud, entries }: Pick<Outcome, "exitCode" | "cloud" | "entries">,
  ): void {
    const { step } = situation;
    const behind = this.behind[step.stack];
    if (exitCode === undefined) INSTANCES.forEach((number) => this.changedByOthers(number));
    for (const number of INSTANCES) {
      if (exitCode !== 0 && entriesOf(situation, number).leaving.length > 0) behind.add(number);
      const here = entries.filter(({ instance }) => instance === number);
      const isTrue = here.every(({ setting }) => setting === cloud[number].setting);
      if (exitCode === 0 && isTrue && !cloud[number].isBusy) behind.delete(number);
      // A deletion that was targeted alone has turned off what another resource still declares.
      if (exitCode === 0 && !isTrue && (step.flags?.target ?? step.flags?.exclude)) behind.add(number);
    }
  }
}
