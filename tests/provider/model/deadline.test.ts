import { ending, timed, useVirtualTime } from "../virtual-time";
import { setTimeout as sleep } from "node:timers/promises";
import { Deadline } from "../../../provider/model/deadline";
import { DEFAULT_PACE } from "../../../provider/model/pace";

useVirtualTime();

function deadlineIn(seconds: number, signal?: AbortSignal): Deadline {
  return Deadline.in(seconds, DEFAULT_PACE, signal);
}

test("a deadline counts down to zero, is over then, and stays so, whatever happens to the machine's clock", () => {
  const deadline = deadlineIn(10);
  expect([deadline.remainingMs, deadline.isOver, deadline.seconds]).toEqual([10_000, false, 10]);

  jest.setSystemTime(Date.UTC(2040, 0, 1));
  jest.advanceTimersByTime(9_999);
  expect([deadline.remainingMs, deadline.isOver]).toEqual([1, false]);

  jest.advanceTimersByTime(1);
  expect([deadline.remainingMs, deadline.isOver]).toEqual([0, true]);

  jest.advanceTimersByTime(60_000);
  expect([deadline.remainingMs, deadline.isOver]).toEqual([0, true]);
});

test("a part of an operation ends with the operation at the latest", () => {
  const deadline = deadlineIn(10);

  expect(deadline.orIn(3, DEFAULT_PACE).remainingMs).toBe(3_000);
  expect(deadline.orIn(30, DEFAULT_PACE)).toBe(deadline);
  expect(deadline.orIn(10, DEFAULT_PACE)).toBe(deadline);
});

type Wait = (deadline: Deadline) => Promise<unknown>;

const NEVER = new Promise<never>(() => undefined);
const FAILURE = new Error("no");
const LATE: unknown = expect.objectContaining({ name: "TimeIsUp", message: "the time is up" });

test.each<[string, Wait, unknown, number]>([
  ["a pause takes its time", (deadline) => deadline.sleep(3_000), undefined, 3],
  ["a pause lasts until the deadline at most", (deadline) => deadline.sleep(30_000), undefined, 10],
  ["work in time has its result", (deadline) => deadline.before(sleep(2_000, "done")), "done", 2],
  ["work ends with the deadline", (deadline) => deadline.before(NEVER), LATE, 10],
  ["work that fails throws its error", (deadline) => deadline.before(Promise.reject(FAILURE)), FAILURE, 0],
  ["work may be given any time", (deadline) => deadline.unlessCancelled(sleep(50_000, "done")), "done", 50],
  ["a request's turn may take any time", (deadline) => deadline.forTurn(sleep(60_000, "turn")), "turn", 60],
  ["a turn ends with what has started", (deadline) => deadline.start().forTurn(NEVER), LATE, 10],
])("%s, and leaves neither a timer nor a listener behind", async (_, wait, result, seconds) => {
  const { signal } = new AbortController();
  const added = jest.spyOn(signal, "addEventListener");
  const removed = jest.spyOn(signal, "removeEventListener");

  expect(await ending(wait(deadlineIn(10)))).toEqual({ result, seconds });
  expect(await ending(wait(deadlineIn(10, signal)))).toEqual({ result, seconds });
  expect(jest.getTimerCount()).toBe(0);
  expect(added).toHaveBeenCalledTimes(1);
  expect(removed.mock.calls).toEqual(added.mock.calls);
});

test.each<[string, Wait]>([
  ["a pause", (deadline) => deadline.sleep(5_000)],
  ["work", (deadline) => deadline.before(NEVER)],
  ["a request's turn", (deadline) => deadline.forTurn(NEVER)],
  ["a part of an operation", (deadline) => deadline.orIn(5, DEFAULT_PACE).sleep(5_000)],
])("%s ends at once with the reason for which the run is cancelled, and leaves no timer", async (_, wait) => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(FAILURE), 2_000);
  const deadline = deadlineIn(10, controller.signal);
  expect(deadline.isCancelled).toBe(false);
  expect(() => deadline.throwIfCancelled()).not.toThrow();

  expect(await ending(wait(deadline))).toEqual({ result: FAILURE, seconds: 2 });
  expect(await ending(wait(deadline))).toEqual({ result: FAILURE, seconds: 0 });
  expect(deadline.isCancelled).toBe(true);
  expect(() => deadline.throwIfCancelled()).toThrow(FAILURE);
  expect(jest.getTimerCount()).toBe(0);
  // Also the clock that a turn had stopped goes on.
  jest.advanceTimersByTime(10_000);
  expect(deadline.isOver).toBe(true);
});

test("nothing is cancelled without a signal", () => {
  expect(deadlineIn(1).isCancelled).toBe(false);
  expect(() => deadlineIn(1).throwIfCancelled()).not.toThrow();
});

describe("the wait for a request's turn", () => {
  test("takes no time before the operation has started", async () => {
    const deadline = deadlineIn(10);
    jest.advanceTimersByTime(4_000);
    const turn = deadline.forTurn(sleep(60_000, "turn"));
    jest.advanceTimersByTime(30_000);

    expect(deadline.remainingMs).toBe(6_000);
    await timed(turn);
    expect(deadline.remainingMs).toBe(6_000);
    jest.advanceTimersByTime(5_999);
    expect(deadline.isOver).toBe(false);
    jest.advanceTimersByTime(1);
    expect(deadline.isOver).toBe(true);
  });

  test("does not count time twice when several wait at once", async () => {
    const deadline = deadlineIn(10);
    const [short, long] = [deadline.forTurn(sleep(20_000)), deadline.forTurn(sleep(50_000))];
    await timed(short);
    expect(deadline.remainingMs).toBe(10_000);
    await timed(long);
    expect(deadline.remainingMs).toBe(10_000);
    jest.advanceTimersByTime(1_000);
    expect(deadline.remainingMs).toBe(9_000);
  });

  test("does not bring back time that was over", async () => {
    const deadline = deadlineIn(10);
    jest.advanceTimersByTime(11_000);
    await timed(deadline.forTurn(sleep(20_000)));

    expect(deadline.isOver).toBe(true);
  });
});
