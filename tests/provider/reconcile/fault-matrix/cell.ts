import { setTimeout as sleep } from "node:timers/promises";
import type { Action } from "../../../../provider/cloud/api-error";
import { InstanceSslConfigError, PartialStateError } from "../../../../provider/errors/package-errors";
import * as lifecycle from "../../../../provider/resource/lifecycle";
import type { InstanceSslConfigInputs, InstanceSslConfigState } from "../../../../provider/model/properties";
import type { Call, CallName } from "./calls";
import { expectedOutcome } from "./expectation";
import { type TaskOutcome, unseenSeconds } from "./task-outcomes";
import type { Fault } from "./faults";
import type { World } from "./world";

/** A call that meets a fault, and a task with an outcome. */
export interface Cell {
  readonly call: Call & { readonly name: string };
  readonly fault: Fault;
  readonly task: TaskOutcome;
}

/** What one `up` gave, and what was true in the cloud at that moment. */
export interface UpResult {
  /** `on`, or the name of the error. */
  readonly outcome: string;
  readonly message: string;
  /** What the engine would have stored; absent when the error leaves no state. */
  readonly state?: InstanceSslConfigState;
  readonly cloud: { readonly sslEnabled: boolean; readonly connectAddress: string };
  /** The actions sent, in their order. */
  readonly sent: readonly Action[];
  readonly modifiesAccepted: number;
  /** How many changes were sent while the cloud listed a running task of the instance. */
  readonly modifiesIntoTask: number;
  readonly restarts: number;
}

export interface CellResult {
  readonly first: UpResult;
  /** The first run that starts the task: `first`, or another one where `first` did not come that far. */
  readonly reached: UpResult;
  readonly next: UpResult;
}

/** Where the user is promised a timeout, one that is soon over; else one that a busy machine cannot reach. */
function timeoutSeconds({ call, fault, task }: Cell): number {
  const outcomes = [task.outcome, expectedOutcome(call.name as CallName, fault, task)];
  return outcomes.includes("TaskTimeoutError") ? 250 : 1200;
}

/** Much longer than the deadline of a run, in real time: a run that takes longer hangs. */
const HANG_MS = 60_000;

/** Runs a first `up` into the fault, another one that starts the task if the first did not, and one after both are over. */
export async function runCell(world: World, cell: Cell, instanceId: string): Promise<CellResult> {
  const { control } = world.emulator;
  const { call, fault, task } = cell;
  const [address = ""] = control.instance(instanceId).addresses;
  if (fault.emulator) {
    control.addFault({
      action: call.action,
      instance: instanceId,
      skip: call.skip,
      times: fault.times,
      fault: scaled(world, fault.emulator),
    });
  }
  control.nextTask(scaledTask(world, cell, instanceId));
  let refusalsToSkip = fault.isRefused ? call.skip : Number.POSITIVE_INFINITY;
  const isRefused = (action: string): boolean => action === call.action && refusalsToSkip-- === 0;
  const first = await up(world, timeoutSeconds(cell), instanceId, address, undefined, isRefused);
  const reached =
    first.modifiesAccepted > 0
      ? first
      : await up(world, timeoutSeconds(cell), instanceId, address, first.state, () => false);
  // A hidden task cannot be waited for. At this pace, a round trip in which it can end unseen takes seconds of the matrix.
  await sleep(world.seconds(unseenSeconds(task)) * 1000);
  const stuck = control.instance(instanceId).runningTaskId;
  // The stuck task comes to its end while the next run already waits for it.
  const unstick = stuck === null ? undefined : sleep(world.pace.secondMs * 5).then(() => control.finishTask(stuck));
  const next = await up(world, timeoutSeconds(cell), instanceId, address, reached.state, () => false);
  await unstick;
  return { first, reached, next };
}

async function up(
  world: World,
  taskTimeoutSeconds: number,
  instanceId: string,
  address: string,
  olds: InstanceSslConfigState | undefined,
  isRefused: (action: string) => boolean,
): Promise<UpResult> {
  const sent: Action[] = [];
  let modifiesIntoTask = 0;
  const onSend = (action: Action): void => {
    sent.push(action);
    const { runningTaskId } = world.emulator.control.instance(instanceId);
    if (action === "ModifyDBInstanceSSLConfig" && runningTaskId !== null) modifiesIntoTask += 1;
  };
  const session = world.session({ onSend, isRefused });
  const inputs: InstanceSslConfigInputs = {
    dbInstanceId: instanceId,
    sslEnabled: true,
    connectAddress: address,
    region: world.emulator.region,
    onDelete: "disable",
    taskTimeoutSeconds,
  };
  const run = olds ? lifecycle.update(session, olds, inputs) : lifecycle.create(session, inputs);
  const end = await Promise.race([run.then(succeeded, failed), sleep(HANG_MS, HUNG, { ref: false })]);
  const { sslEnabled, connectAddress, modifies, restarts } = world.emulator.control.instance(instanceId);
  return {
    ...end,
    cloud: { sslEnabled, connectAddress },
    sent,
    modifiesAccepted: modifies,
    modifiesIntoTask,
    restarts,
  };
}

type End = Pick<UpResult, "outcome" | "message" | "state">;

const HUNG: End = { outcome: "hang", message: "not back long after the deadline" };

function succeeded(state: InstanceSslConfigState): End {
  return { outcome: "on", message: "", state };
}

function failed(error: unknown): End {
  if (error instanceof PartialStateError) {
    return { outcome: (error.cause as Error).name, message: error.message, state: error.state };
  }
  if (error instanceof InstanceSslConfigError) return { outcome: error.name, message: error.message };
  return { outcome: `not an error of the provider: ${String(error)}`, message: String(error) };
}

function scaled(world: World, fault: NonNullable<Fault["emulator"]>): NonNullable<Fault["emulator"]> {
  return "hang" in fault ? { ...fault, hang: world.seconds(fault.hang) } : fault;
}

function scaledTask(world: World, { fault, task }: Cell, instance: string) {
  const { seconds, visibleAfterSeconds, ...asItIs } = task.task;
  return {
    ...asItIs,
    instance,
    ...(seconds !== undefined && { seconds: world.seconds(seconds) }),
    ...(visibleAfterSeconds !== undefined && { visibleAfterSeconds: world.seconds(visibleAfterSeconds) }),
    ...(fault.taskId && { taskId: fault.taskId }),
  };
}
