import { type CallName, CALLS } from "./fault-matrix/calls";
import { type Cell, type CellResult, runCell, type UpResult } from "./fault-matrix/cell";
import { expectedOutcome } from "./fault-matrix/expectation";
import { TASK_OUTCOMES, unseenSeconds } from "./fault-matrix/task-outcomes";
import { faultsOf } from "./fault-matrix/faults";
import { openWorld, type World } from "./fault-matrix/world";

const isFull = process.env.FAULT_MATRIX === "full";

/** Each call of a change meets each fault, and the change's task each outcome: every cell is run on a real emulator. */
const ROWS = CALLS.flatMap((call) =>
  faultsOf(call.action).map((fault) => ({ call, fault, name: `${call.name} × ${fault.name}` })),
);

/**
 * Codes that end a run at once differ in words only, so that in the usual run each of them meets every third outcome; with
 * FAULT_MATRIX=full everything meets everything.
 */
const CELLS: readonly Cell[] = ROWS.flatMap((row, index) =>
  TASK_OUTCOMES.filter((_, at) => isFull || row.fault.verdict !== "fail" || (index + at) % 3 === 0).map((task) => ({
    ...row,
    task,
  })),
);

const SECOND_MS = 30;
const CELLS_AT_ONCE = 40;

let world: World;
const results = new Map<Cell, CellResult>();

beforeAll(async () => {
  world = await openWorld(CELLS.length, SECOND_MS);
  await runAll();
  console.log(`fault matrix: ${CELLS.length} cells, ${CELLS.length * 2} runs of up`);
}, 600_000);

afterAll(() => world.close());

describe.each(ROWS)("$name", ({ call, fault }) => {
  test("every outcome of the task leads to what the user is promised, and the next up succeeds without a second restart", () => {
    const cells = CELLS.filter((cell) => cell.call === call && cell.fault.name === fault.name);
    const got = Object.fromEntries(cells.map((cell) => [cell.task.name, verdictOn(cell)]));
    const promised = Object.fromEntries(cells.map((cell) => [cell.task.name, promiseOf(cell)]));
    expect(got).toEqual(promised);
  });
});

test("every reply of the emulator kept to the API's contract", () => {
  expect(world.emulator.control.violations()).toEqual([]);
});

function promiseOf({ call, fault, task }: Cell): object {
  return {
    first: expectedOutcome(call.name as CallName, fault, task),
    reached: task.outcome,
    isTrue: true,
    namesTheInstance: true,
    restartsAtMostOnce: true,
    isNotSentAgain: true,
    isNeverSentIntoATask: true,
    next: "on",
    nextIsTrue: true,
    restartsInTheEnd: 1,
  };
}

function verdictOn(cell: Cell): object {
  const { first, reached, next } = results.get(cell) ?? {};
  if (!first || !reached || !next) return { first: "not run" };
  const isFinal = ["fail", "gone", "denied"].includes(cell.fault.verdict) && cell.call.name === "modify";
  return {
    first: first.outcome,
    reached: reached === first ? cell.task.outcome : reached.outcome,
    isTrue: isTrue(first) && isTrue(reached),
    namesTheInstance: [first, reached].every(
      ({ outcome, message }) => outcome === "on" || message.includes(instanceOf(cell)),
    ),
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

function instanceOf(cell: Cell): string {
  return world.emulator.instances[CELLS.indexOf(cell)]?.id ?? "";
}

async function runAll(): Promise<void> {
  const left = [...CELLS];
  const worker = async (): Promise<void> => {
    for (let cell = left.pop(); cell !== undefined; cell = left.pop()) {
      results.set(cell, await runCell(world, cell, instanceOf(cell)));
    }
  };
  await Promise.all(Array.from({ length: CELLS_AT_ONCE }, worker));
}
