import { type Instance, type ReadOnlyGroup } from "./instance";
import type { Seed } from "./seed";
import type { Task } from "./task";

const firstTaskId = 100_001;

/** All that the emulated cloud holds: instances, read-only groups and tasks. */
export class Cloud {
  readonly instances = new Map<string, Instance>();
  readonly groups = new Map<string, ReadOnlyGroup>();
  readonly tasks = new Map<number, Task>();
  private readonly tasksByInstance = new Map<string, Task[]>();
  private nextTaskId = firstTaskId;
  private made = 0;

  constructor(private readonly makeSeed: () => Seed) {
    this.fill();
  }

  /** Forgets everything and starts over with the content of the start. */
  reset(): void {
    for (const store of [this.instances, this.groups, this.tasks, this.tasksByInstance]) store.clear();
    this.nextTaskId = firstTaskId;
    this.made = 0;
    this.fill();
  }

  addTask(task: Omit<Task, "id">): Task {
    const added = { ...task, id: this.nextTaskId++ };
    this.tasks.set(added.id, added);
    const ofInstance = this.tasksByInstance.get(task.instanceId);
    if (ofInstance) ofInstance.push(added);
    else this.tasksByInstance.set(task.instanceId, [added]);
    return added;
  }

  /** Counts the instances that were made after the start: 0 for the first. */
  countMade(): number {
    return this.made++;
  }

  tasksOf(instanceId: string): readonly Task[] {
    return this.tasksByInstance.get(instanceId) ?? [];
  }

  groupOf(instance: Instance): ReadOnlyGroup | undefined {
    return instance.groupId === undefined ? undefined : this.groups.get(instance.groupId);
  }

  /** The read-only instances of a primary instance. */
  readOnlyOf(masterId: string): Instance[] {
    return [...this.instances.values()].filter((instance) => instance.masterId === masterId);
  }

  /** Every address that ConnectAddress may name: private, public, public name, and that of a read-only group. */
  addressesOf(instance: Instance): string[] {
    const group = this.groupOf(instance);
    return [...new Set([instance.privateIp, instance.publicIp, instance.publicName, ...(group ? [group.ip] : [])])];
  }

  private fill(): void {
    const { instances, groups } = this.makeSeed();
    for (const instance of instances) this.instances.set(instance.id, instance);
    for (const group of groups) this.groups.set(group.id, group);
  }
}
