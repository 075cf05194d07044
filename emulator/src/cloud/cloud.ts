import { assumptions } from "../assumptions";
import type { Instance, ReadOnlyGroup } from "./instance";
import { AddressNumbers, type Seed } from "./seed";
import { isRestarting, type Task } from "./task";

const firstTaskId = 100_001;

/** All that the emulated cloud holds: instances, read-only groups and tasks. */
export class Cloud {
  private readonly byId = new Map<string, Instance>();
  private readonly readOnlyByMaster = new Map<string, Instance[]>();
  readonly groups = new Map<string, ReadOnlyGroup>();
  readonly tasks = new Map<number, Task>();
  private readonly tasksByInstance = new Map<string, Task[]>();
  private nextTaskId = firstTaskId;
  private numbers = new AddressNumbers();

  constructor(private readonly makeSeed: () => Seed) {
    this.fill();
  }

  /** Forgets everything and starts over with the content of the start. */
  reset(): void {
    for (const store of [this.byId, this.readOnlyByMaster, this.groups, this.tasks, this.tasksByInstance])
      store.clear();
    this.nextTaskId = firstTaskId;
    this.fill();
  }

  get instances(): ReadonlyMap<string, Instance> {
    return this.byId;
  }

  addInstance(instance: Instance): void {
    this.byId.set(instance.id, instance);
    const { masterId } = instance;
    if (masterId !== undefined) this.readOnlyByMaster.set(masterId, [...this.readOnlyOf(masterId), instance]);
  }

  /** Takes an instance away; a primary one goes with its read-only instances and their group. @returns all that went */
  removeInstance(instance: Instance): Instance[] {
    const { id, masterId } = instance;
    const members = [...this.readOnlyOf(id)];
    for (const gone of [instance, ...members]) this.byId.delete(gone.id);
    this.readOnlyByMaster.delete(id);
    for (const group of this.groups.values()) if (group.masterId === id) this.groups.delete(group.id);
    if (masterId !== undefined) this.forgetMember(masterId, instance);
    return [instance, ...members];
  }

  addTask(task: Omit<Task, "id">): Task {
    const added = { ...task, id: this.nextTaskId++ };
    this.tasks.set(added.id, added);
    const ofInstance = this.tasksByInstance.get(task.instanceId);
    if (ofInstance) ofInstance.push(added);
    else this.tasksByInstance.set(task.instanceId, [added]);
    return added;
  }

  /** Where the numbers of further addresses come from. */
  get addressNumbers(): AddressNumbers {
    return this.numbers;
  }

  tasksOf(instanceId: string): readonly Task[] {
    return this.tasksByInstance.get(instanceId) ?? [];
  }

  groupOf(instance: Instance): ReadOnlyGroup | undefined {
    return instance.groupId === undefined ? undefined : this.groups.get(instance.groupId);
  }

  /** The read-only instances of a primary instance. */
  readOnlyOf(masterId: string): readonly Instance[] {
    return this.readOnlyByMaster.get(masterId) ?? [];
  }

  /** Every address that ConnectAddress may name: private, public, public name, and that of a read-only group. */
  addressesOf(instance: Instance): string[] {
    const group = this.groupOf(instance);
    const isPublic = instance.publicNetwork === "opened";
    const publicAddresses = isPublic ? [instance.publicIp, instance.publicName] : [];
    return [...new Set([instance.privateIp, ...publicAddresses, ...(group ? [group.ip] : [])])];
  }

  private forgetMember(masterId: string, instance: Instance): void {
    this.readOnlyByMaster.set(
      masterId,
      this.readOnlyOf(masterId).filter((other) => other !== instance),
    );
  }

  private fill(): void {
    const { instances, groups, numbers } = this.makeSeed();
    this.numbers = numbers;
    for (const instance of instances) this.addInstance(instance);
    for (const group of groups) this.groups.set(group.id, group);
  }
}

/** The DBInstanceStatus of an instance: that of the task which keeps it busy, else its own. */
export function statusOf(instance: Instance, cloud: Cloud, now: number): string {
  const { runningTaskId } = instance;
  const task = runningTaskId === undefined ? undefined : cloud.tasks.get(runningTaskId);
  if (!task?.kind.busyStatus) return restingStatusOf(instance);
  const { working, restarting } = task.kind.busyStatus;
  return isRestarting(task, now) ? restarting : working;
}

/** The status that an instance has while no task keeps it busy. */
export function restingStatusOf({ restingStatus: status, server }: Instance): string {
  return status === "running" && server?.isDown ? assumptions.deadDatabase.value : status;
}
