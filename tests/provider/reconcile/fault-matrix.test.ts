import { startVirtualCloud } from "../virtual-cloud";
import { finish, useVirtualTime } from "../virtual-time";
import { DEFAULT_PACE } from "../../../provider/model/pace";
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
    isTrue: true,
    namesTheInstance: true,
    isInTime: true,
    restartsAtMostOnce: true,
    isNotSentAgain: true,
    isNeverSentIntoATask: true,
    next: "on",
    nextIsTrue: true,
    restartsInTheEnd: 1,
  };
}

function verdictOn(cell: Cell, id: string, { first, reached, next }: CellResult): object {
  const isFinal = ["fail", "gone", "denied"].includes(cell.fault.verdict) && cell.call.name === "modify";
  return {
    first: first.outcome,
    reached: reached === first ? cell.task.outcome : reached.outcome,
    isTrue: isTrue(first) && isTrue(reached),
    namesTheInstance: [first, reached].every(({ outcome, message }) => outcome === "on" || message.includes(id)),
    isInTime: [first, reached, next].every(isInTime),
    restartsAtMostOnce: reached.restarts <= 1 && reached.modifiesAccepted <= 1,
    isNotSentAgain: !isFinal || first.sent.filter((action) => action === "ModifyDBInstanceSSLConfig").length === 1,
    isNeverSentIntoATask:
      !mayKnowTasks(cell) || [first, reached, next].every(({ modifiesIntoTask }) => modifiesIntoTask === 0),
    next: next.outcome,
    nextIsTrue: isTrue(next),
    restartsInTheEnd: next.restarts,
    ...(next.outcome !== "on" && { nextMessage: next.message }),
    ...(next.restarts > 1 && { sent: [first.sent, reached.sent, next.sent] }),
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
function isTrue({ outcome, state, cloud, modifiesAccepted }: UpResult): boolean {
  if (state === undefined) return modifiesAccepted === 0;
  if (outcome !== "on" && !state.sslEnabled) return true;
  return state.sslEnabled && cloud.sslEnabled && state.connectAddress === cloud.connectAddress;
}

/** The last look, made at the deadline itself, may take as long as any request. */
function isInTime({ seconds }: UpResult): boolean {
  return seconds <= TASK_TIMEOUT_SECONDS + DEFAULT_PACE.requestTimeoutSeconds;
}
