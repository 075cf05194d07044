import { setTimeout as sleep } from "node:timers/promises";
import type { VirtualCloud } from "../../virtual-cloud";
import type { Action } from "../../../../provider/cloud/api-error";
import { sdkSend, type Send } from "../../../../provider/cloud/sdk-client";
import { PartialStateError } from "../../../../provider/resource/state";
import type { InstanceSslConfigState } from "../../../../provider/resource/properties";
import { Engine, KILLED } from "../engine";
import type { Call } from "./calls";
import { type TaskOutcome, unseenSeconds } from "./task-outcomes";
import type { Fault } from "./faults";

/** A call that meets a fault, and a task with an outcome. */
export interface Cell {
  readonly call: Call;
  readonly fault: Fault;
  readonly task: TaskOutcome;
}

/** What one `up` gave, and what was true in the cloud at that moment. */
export interface UpResult {
  /** `on`, or the name of the error. */
  readonly outcome: string;
  readonly message: string;
  /** What the engine has stored; absent when no run has left a state. */
  readonly state: InstanceSslConfigState | undefined;
  readonly seconds: number;
  readonly cloud: ReturnType<VirtualCloud["control"]["instance"]>;
  /** The actions sent, in their order. */
  readonly sent: readonly Action[];
  /** How many changes were sent while the cloud listed a running task of the instance. */
  readonly modifiesIntoTask: number;
}

export interface CellResult {
  readonly first: UpResult;
  /** The first run that starts the task: `first`, or another one where `first` did not come that far. */
  readonly reached: UpResult;
  readonly next: UpResult;
}

/** Longer than any task of the matrix that ends, together with any fault. */
export const TASK_TIMEOUT_SECONDS = 150;
/** A look at a task every three seconds finds what one every second does, with a third of the requests. */
const PACE = { roundSeconds: 3, effectLooks: { minSeconds: 3, maxSeconds: 3, factor: 1 } };

/** Runs a first `up` into the fault, another one that starts the task if the first did not, and one after both are over. */
export async function runCell(cloud: VirtualCloud, cell: Cell, instance: string): Promise<CellResult> {
  const { control } = cloud;
  const { call, fault, task } = cell;
  if (fault.emulator) {
    const { action, skip } = call;
    control.addFault({ action, instance, skip, times: fault.times ?? 1, fault: fault.emulator });
  }
  control.nextTask({ ...task.task, instance, ...(fault.taskId && { taskId: fault.taskId }) });
  let refusalsToSkip = fault.isRefused ? call.skip : Number.POSITIVE_INFINITY;
  const isRefused = (action: Action): boolean => action === call.action && refusalsToSkip-- === 0;
  const engine = new Engine(instance, control.region, TASK_TIMEOUT_SECONDS);
  const first = await up(cloud, engine, isRefused);
  await nothingCanArrive(engine);
  const reached = first.cloud.modifies > 0 ? first : await up(cloud, engine);
  await nothingCanArrive(engine);
  // A hidden task cannot be waited for.
  await sleep(unseenSeconds(task) * 1000);
  const stuck = control.instance(instance).runningTaskId;
  // The stuck task comes to its end while the next run already waits for it.
  const unstick = stuck === null ? undefined : sleep(5000).then(() => control.finishTask(stuck));
  const next = await up(cloud, engine);
  await unstick;
  return { first, reached, next };
}

/** After a lost reply the next run only waits for as long as the first change may arrive: here the user waits instead. */
async function nothingCanArrive({ state }: Engine): Promise<void> {
  const untilMs = Date.parse(state?.changeMayArriveUntil ?? "") || 0;
  await sleep(Math.max(0, untilMs - Date.now()));
}

async function up(
  cloud: VirtualCloud,
  engine: Engine,
  isRefused: (action: Action) => boolean = () => false,
): Promise<UpResult> {
  const instance = () => cloud.control.instance(engine.dbInstanceId);
  const sent: Action[] = [];
  let modifiesIntoTask = 0;
  const wrapSend =
    (send: Send): Send =>
    (region, action, ...rest) => {
      sent.push(action);
      if (action === "ModifyDBInstanceSSLConfig" && instance().runningTaskId !== null) modifiesIntoTask += 1;
      return (isRefused(action) ? sendToNowhere : send)(region, action, ...rest);
    };
  const session = cloud.session({ wrapSend, pace: PACE });
  const start = performance.now();
  const result = await engine.up({ session }, { sslEnabled: true, connectAddress: instance().addresses[0] ?? "" });
  const error = result === KILLED || result.ok ? undefined : result.error;
  return {
    outcome: error === undefined ? "on" : (error instanceof PartialStateError ? (error.cause as Error) : error).name,
    message: error?.message ?? "",
    state: engine.state,
    seconds: (performance.now() - start) / 1000,
    cloud: instance(),
    sent,
    modifiesIntoTask,
  };
}

/** An endpoint that refuses every connection. */
const sendToNowhere = sdkSend({
  endpoint: { protocol: "http://", host: "nowhere.test" },
  credentials: { getCredential: () => Promise.resolve({ secretId: "id", secretKey: "key" }) },
  requestTimeoutMs: 1000,
});
