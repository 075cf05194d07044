import { ending, timed, useVirtualTime } from "../virtual-time";
import { setTimeout as sleep } from "node:timers/promises";
import { Budget } from "../../../provider/time/budget";

useVirtualTime();

const NEVER = new Promise<never>(() => undefined);
const FAILURE = new Error("no");
const LATE: unknown = expect.objectContaining({ name: "TimeIsUp", message: "the time is up" });

test("a budget counts down to zero, is over then, and stays so, whatever happens to the machine's clock", () => {
  const budget = new Budget(10);
  expect([budget.remainingMs, budget.isOver, budget.seconds]).toEqual([10_000, false, 10]);

  jest.setSystemTime(Date.UTC(2040, 0, 1));
  jest.advanceTimersByTime(9_999);
  expect([budget.remainingMs, budget.isOver]).toEqual([1, false]);

  jest.advanceTimersByTime(1);
  expect([budget.remainingMs, budget.isOver]).toEqual([0, true]);

  jest.advanceTimersByTime(60_000);
  expect([budget.remainingMs, budget.isOver]).toEqual([0, true]);
});

test("a part of an operation ends with the operation at the latest", () => {
  const budget = new Budget(10);

  expect(budget.atMost(3).remainingMs).toBe(3_000);
  expect(budget.atMost(30)).toBe(budget);
  expect(budget.atMost(10)).toBe(budget);
});

test.each<[string, Promise<unknown> | (() => Promise<unknown>), unknown, number]>([
  ["in time has its result", () => sleep(2_000, "done"), "done", 2],
  ["that lasts ends with the budget", NEVER, LATE, 10],
  ["that fails throws its error", () => Promise.reject(FAILURE), FAILURE, 0],
])("work %s, and leaves no timer behind", async (_, work, result, seconds) => {
  const done = new Budget(10).within(typeof work === "function" ? work() : work);

  expect(await ending(done)).toEqual({ result, seconds });
  expect(jest.getTimerCount()).toBe(0);
});

describe("the wait for a request's turn", () => {
  test("extends the budget by its length, also when it fails", async () => {
    const budget = new Budget(10);
    jest.advanceTimersByTime(4_000);
    expect(await timed(budget.queued(sleep(60_000, "turn")))).toEqual({ result: "turn", seconds: 60 });
    expect(budget.remainingMs).toBe(6_000);
    const failing = budget.queued(sleep(20_000).then(() => Promise.reject(FAILURE)));
    expect(await ending(failing)).toEqual({ result: FAILURE, seconds: 20 });
    expect(budget.remainingMs).toBe(6_000);
  });

  test("takes the operation's own time once that waits for the cloud", async () => {
    const budget = new Budget(10).fix();
    expect(await ending(budget.queued(sleep(4_000, "turn")))).toEqual({ result: "turn", seconds: 4 });
    expect(budget.remainingMs).toBe(6_000);
    expect(await ending(budget.queued(NEVER))).toEqual({ result: LATE, seconds: 6 });
  });

  test("takes a part of an operation's own time", async () => {
    expect(await ending(new Budget(10).atMost(3).queued(NEVER))).toEqual({ result: LATE, seconds: 3 });
  });

  test("does not bring back time that was over", async () => {
    const budget = new Budget(10);
    jest.advanceTimersByTime(11_000);
    await timed(budget.queued(sleep(20_000)));

    expect(budget.isOver).toBe(true);
  });
});
