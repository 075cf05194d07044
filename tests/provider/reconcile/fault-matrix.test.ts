import { startVirtualCloud } from "../virtual-cloud";
import { finish, useVirtualTime } from "../virtual-time";
import { DEFAULT_PACE } from "../../../provider/time/pace";
import { CALLS } from "./fault-matrix/calls";
import { type Cell, type CellResult, runCell, TASK_TIMEOUT_SECONDS, type UpResult } from "./fault-matrix/cell";
import { expectedOutcome } from "./fault-matrix/expectation";
import { faultsOf } from "./fault-matrix/faults";
import { TASK_OUTCOMES, unseenSeconds } from "./fault-matrix/task-outcomes";

useVirtualTime();

/** Each call of a change meets each fault, and the change's task each outcome: every cell is run on the emulator. */
const ROWS = CALLS.flatMap((call) => faultsOf(call.action).map((fault) => ({ call, fault })));

const isFull = process.env.FAULT_MATRIX === "full";

/**
 * Codes that end a run at once differ in words only, so that in the usual run each of them meets every third outcome; with
 * FAULT_MATRIX=full everything meets everything.
 */
function cellsOf({ call, fault }: Omit<Cell, "task">, row: number): Cell[] {
  const isMet = (at: number): boolean => isFull || fault.verdict !== "fail" || (row + at) % 3 === 0;
  return TASK_OUTCOMES.filter((_, at) => isMet(at)).map((task) => ({ call, fault, task }));
}

test.each(ROWS.map((row, index) => ({ name: `${row.call.name} × ${row.fault.name}`, cells: cellsOf(row, index) })))(
  "$name: every outcome of the task leads to what the user is promised, and the next up succeeds without a second restart",
  async ({ cells }) => {
    const cloud = await startVirtualCloud({ instances: cells.length, checkReplies: true });
    const ids = cloud.control.instances().map(({ id }) => id);
    const ofTasks = <T>(values: T[]) => Object.fromEntries(cells.map(({ task }, index) => [task.name, values[index]]));
    const got = cells.map(async (cell, index) => {
      const id = ids[index] ?? "";
      return verdictOn(cell, id, await runCell(cloud, cell, id));
    });

    expect(ofTasks(await finish(Promise.all(got)))).toEqual(ofTasks(cells.map(promiseOf)));
    expect(cloud.control.violations()).toEqual([]);
  },
);

function promiseOf({ call, fault, task }: Cell): object {
  return {
    first: expectedOutcome(call.name, fault, task),
    reached: task.outcome,
    next: "on",
    restartsInTheEnd: 1,
    brokenPromises: [],
  };
}

function verdictOn(cell: Cell, id: string, { first, reached, next }: CellResult): object {
  const runs = [first, reached, next];
  const isFinal = ["fail", "gone", "denied"].includes(cell.fault.verdict) && cell.call.name === "modify";
  const promises = {
    isTrue: runs.every(isTrue),
    namesTheInstance: runs.every(({ outcome, message }) => outcome === "on" || message.includes(id)),
    isInTime: runs.every(isInTime),
    restartsAtMostOnce: reached.cloud.restarts <= 1 && reached.cloud.modifies <= 1,
    isNotSentAgain: !isFinal || first.sent.filter((action) => action === "ModifyDBInstanceSSLConfig").length === 1,
    isNeverSentIntoATask: !mayKnowTasks(cell) || runs.every(({ modifiesIntoTask }) => modifiesIntoTask === 0),
  };
  return {
    first: first.outcome,
    reached: reached === first ? cell.task.outcome : reached.outcome,
    next: next.outcome,
    restartsInTheEnd: next.cloud.restarts,
    brokenPromises: Object.entries(promises).flatMap(([promise, isKept]) => (isKept ? [] : [promise])),
    ...(next.outcome !== "on" && { nextMessage: next.message }),
    ...(next.cloud.restarts > 1 && { sent: runs.map(({ sent }) => sent) }),
  };
}

/** Whether the cloud lists the instance's tasks, to these credentials. */
function mayKnowTasks({ call, fault, task }: Cell): boolean {
  return unseenSeconds(task) === 0 && !(call.action === "DescribeTasks" && fault.verdict === "denied");
}

/**
 * After a success the state says what the cloud is. After an error it never claims an encryption that is not there, and
 * without a state nothing was changed.
 */
function isTrue({ outcome, state, cloud }: UpResult): boolean {
  if (state === undefined) return cloud.modifies === 0;
  if (outcome !== "on" && !state.sslEnabled) return true;
  return state.sslEnabled && cloud.sslEnabled && state.connectAddress === cloud.connectAddress;
}

/** The last look, made at the deadline itself, may take as long as any request. */
function isInTime({ seconds }: UpResult): boolean {
  return seconds <= TASK_TIMEOUT_SECONDS + DEFAULT_PACE.requestTimeoutSeconds;
}
