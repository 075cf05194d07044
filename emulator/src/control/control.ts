import { parseRoleArn } from "../actions/sts";
import type { CaDownload } from "../certificates/authority";
import type { Behaviour, Behaviours } from "../cloud/behaviour";
import type { Changes, DatabaseTls, NextTask, NextTasks } from "../cloud/changes";
import { type Cloud, statusOf } from "../cloud/cloud";
import type { Instance } from "../cloud/instance";
import { otherTaskKinds } from "../cloud/task";
import type { TaskRunner } from "../cloud/task-runner";
import type { Violation, Violations } from "../contract";
import type { Call, CallCounts, CallLog } from "../gateway/call";
import type { FaultRule, Faults } from "../gateway/faults";
import type { Credential, Credentials, Role, Roles } from "../signature/identities";
import {
  changeInstance,
  fieldsOf,
  type FoundInstances,
  type InstanceSearch,
  makeInstance,
  searchInstances,
} from "./instances";
import {
  type ChangeInstance,
  checkActions,
  ControlError,
  type FinishTask,
  type NewCredential,
  type NewInstance,
  type NewTask,
} from "./requests";
import { type InstanceSummary, type InstanceView, summary, taskView, type TaskView, view } from "./views";

export interface ControlParts {
  readonly cloud: Cloud;
  readonly tls: DatabaseTls;
  readonly tasks: TaskRunner;
  readonly changes: Changes;
  readonly faults: Faults;
  readonly nextTasks: NextTasks;
  readonly behaviours: Behaviours;
  readonly calls: CallLog;
  readonly credentials: Credentials;
  readonly roles: Roles;
  readonly violations: Violations;
  readonly ca: CaDownload;
  /** Those of the instances at the start; others exist as well, but hold nothing yet. */
  readonly regions: readonly [string, ...string[]];
  readonly now: () => number;
  readonly reset: () => Promise<void>;
}

/**
 * What a test or a person can see and do behind the API's back. The HTTP interface at `/_emulator/` offers the same.
 *
 * Its methods throw a ControlError for an unknown instance or task, and for anything else that cannot be done.
 */
export class Control {
  constructor(private readonly parts: ControlParts) {}

  /** The first of the regions. */
  get region(): string {
    return this.parts.regions[0];
  }

  /** The regions of the instances at the start. */
  get regions(): readonly string[] {
    return this.parts.regions;
  }

  /** Calls so far, by action and outcome. */
  callCounts(): CallCounts {
    return this.parts.calls.counts();
  }

  /** The latest calls, the newest last. */
  latestCalls(limit?: number): readonly Call[] {
    return this.parts.calls.latest(limit);
  }

  instances(): InstanceSummary[] {
    return [...this.parts.cloud.instances.values()].map((instance) => summary(instance, this.parts.cloud));
  }

  /** Some of the instances that fit, with how many there are. */
  searchInstances(search: InstanceSearch): FoundInstances<InstanceView> {
    const { instances, ...counts } = searchInstances(this.parts.cloud, search);
    return { ...counts, instances: instances.map(({ id }) => this.instance(id)) };
  }

  instance(id: string): InstanceView {
    return view(this.find(id), { ...this.parts, now: this.parts.now() });
  }

  /** The certificate of the authority: PEM, root and intermediate. */
  caCertificate(): string {
    return this.parts.ca.pem;
  }

  /** Makes an instance, as a clone or from nothing. SSL is off. */
  createInstance(description: NewInstance): InstanceView {
    return this.instance(makeInstance(description, { ...this.parts, region: this.region }).id);
  }

  /** Changes the instance at once, as somebody in the cloud's console would. */
  async changeInstance(id: string, change: ChangeInstance): Promise<InstanceView> {
    await changeInstance(this.find(id), change, this.parts);
    return this.instance(id);
  }

  /** Destroys an instance; a primary one together with its read-only instances and their group. */
  async destroyInstance(id: string): Promise<void> {
    const instance = this.find(id);
    const { cloud, tasks, tls } = this.parts;
    const gone = cloud.removeInstance(instance);
    for (const task of gone.flatMap((each) => cloud.tasksOf(each.id))) {
      tasks.abandon(task, `The instance ${task.instanceId} was destroyed.`);
    }
    if (instance.server) await tls.reset(instance.server);
  }

  /** Describes a role: who may assume it, and what it may do. Until the next reset. */
  defineRole(role: Role): void {
    if (!parseRoleArn(role.arn)) throw new ControlError(400, `${role.arn} is not the resource description of a role.`);
    this.parts.roles.define(role);
  }

  /** Makes calls to come fail. */
  addFault(rule: FaultRule): void {
    checkActions([rule.action]);
    if (rule.instance !== undefined) this.find(rule.instance);
    this.parts.faults.add(rule);
  }

  faults(): readonly FaultRule[] {
    return this.parts.faults.list();
  }

  clearFaults(): void {
    this.parts.faults.reset();
  }

  /** Says how the next task goes. Entries stack up; each is used by one accepted Modify or restart. */
  nextTask(entry: NextTask): void {
    if (entry.instance !== undefined) this.find(entry.instance);
    if (entry.fields) fieldsOf("TaskSet", entry.fields);
    this.parts.nextTasks.add(entry);
  }

  /** Which way the cloud goes where the documentation leaves several; first changes what is named, until the next reset. */
  behaviour(wanted: Partial<Behaviour> = {}): Behaviour {
    return this.parts.behaviours.change(wanted);
  }

  tasks(): TaskView[] {
    return [...this.parts.cloud.tasks.values()].map((task) => taskView(task, this.parts.now()));
  }

  /** Starts a task of another kind on the instance, as somebody else would. */
  startTask(id: string, description: NewTask): TaskView {
    const instance = this.find(id);
    const { cloud, changes, nextTasks, now } = this.parts;
    const { kind, ...plan } = description;
    if (plan.fields) fieldsOf("TaskSet", plan.fields);
    const status = statusOf(instance, cloud, now());
    if (status !== "running" && otherTaskKinds[kind].busyStatus) {
      throw new ControlError(409, `${id} is ${status}, so no ${kind} can start.`);
    }
    return taskView(changes.startOther(instance, kind, nextTasks.plan(plan)), now());
  }

  /** Ends a running task now. */
  async finishTask(id: number, ending: FinishTask = {}): Promise<TaskView> {
    const task = this.parts.cloud.tasks.get(id);
    if (!task) throw new ControlError(404, `There is no task ${id}.`);
    await this.parts.tasks.finish(task, ending);
    return taskView(task, this.parts.now());
  }

  /** Makes a temporary credential, which signs only together with its token. */
  createCredential(options: NewCredential = {}): Credential & { token: string; expiresAt: number } {
    checkActions(options.actions ?? []);
    return this.parts.credentials.issueTemporary(options, this.parts.now());
  }

  /** Replies that were against the API's contract; only filled with the option `checkReplies`. */
  violations(): readonly Violation[] {
    return this.parts.violations.list();
  }

  /** Restores everything to its state at the start. */
  async reset(): Promise<void> {
    await this.parts.reset();
  }

  private find(id: string): Instance {
    const instance = this.parts.cloud.instances.get(id);
    if (!instance) throw new ControlError(404, `There is no instance ${id}.`);
    return instance;
  }
}
