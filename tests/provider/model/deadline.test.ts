import { timed, useVirtualTime } from "../virtual-time";
import { setTimeout as sleep } from "node:timers/promises";
import { Deadline, TimeIsUp } from "../../../provider/model/deadline";
import { DEFAULT_PACE } from "../../../provider/model/pace";

useVirtualTime();

test("a deadline counts down to zero, is over then, and stays so", () => {
  const deadline = Deadline.in(10, DEFAULT_PACE);
  expect([deadline.remainingMs, deadline.isOver, deadline.seconds]).toEqual([10_000, false, 10]);

  jest.advanceTimersByTime(9_999);
  expect([deadline.remainingMs, deadline.isOver]).toEqual([1, false]);

  jest.advanceTimersByTime(1);
  expect([deadline.remainingMs, deadline.isOver]).toEqual([0, true]);

  jest.advanceTimersByTime(60_000);
  expect([deadline.remainingMs, deadline.isOver]).toEqual([0, true]);
});

test("a part of an operation ends with the operation at the latest", () => {
  const deadline = Deadline.in(10, DEFAULT_PACE);

  expect(deadline.orIn(3, DEFAULT_PACE).remainingMs).toBe(3_000);
  expect(deadline.orIn(30, DEFAULT_PACE)).toBe(deadline);
  expect(deadline.orIn(10, DEFAULT_PACE)).toBe(deadline);
});

test("a change of the machine's clock moves no deadline", () => {
  const deadline = Deadline.in(10, DEFAULT_PACE);

  jest.setSystemTime(Date.UTC(2040, 0, 1));

  expect(deadline.remainingMs).toBe(10_000);
});

test("seconds are those of the pace", () => {
  expect(Deadline.in(10, { ...DEFAULT_PACE, secondMs: 5 }).remainingMs).toBe(50);
});

/** How an operation ends, and after how many seconds. */
async function ending(work: Promise<unknown>): Promise<{ readonly result: unknown; readonly seconds: number }> {
  return timed(work.catch((error: unknown) => error));
}

function cancelledAfter(seconds: number, reason = new Error("cancelled")): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), seconds * 1000);
  return controller.signal;
}

describe("a wait", () => {
  test("takes the given time, or lasts until the deadline", async () => {
    expect((await timed(Deadline.in(10, DEFAULT_PACE).sleep(3_000))).seconds).toBe(3);
    expect((await timed(Deadline.in(2, DEFAULT_PACE).sleep(3_000))).seconds).toBe(2);
    expect(jest.getTimerCount()).toBe(0);
  });

  test("ends at once with the reason for which the run is cancelled, and leaves no timer", async () => {
    const reason = new Error("stop");
    const deadline = Deadline.in(10, DEFAULT_PACE, cancelledAfter(2, reason));

    expect(await ending(deadline.sleep(5_000))).toEqual({ result: reason, seconds: 2 });
    expect(await ending(deadline.sleep(5_000))).toEqual({ result: reason, seconds: 0 });
    expect(deadline.isCancelled).toBe(true);
    expect(() => deadline.throwIfCancelled()).toThrow(reason);
    expect(jest.getTimerCount()).toBe(0);
  });

  test("for work returns its result, or throws when the time is up", async () => {
    const deadline = Deadline.in(3, DEFAULT_PACE);

    expect(await ending(deadline.before(sleep(2_000, "done")))).toEqual({ result: "done", seconds: 2 });
    expect(jest.getTimerCount()).toBe(0);
    const { result, seconds } = await ending(deadline.before(sleep(2_000, "too late")));
    expect([result, seconds]).toEqual([new TimeIsUp(), 1]);
    expect((result as Error).name).toBe("TimeIsUp");
  });

  test("for work that fails throws its error", async () => {
    const failure = new Error("no");
    const { signal } = new AbortController();

    expect((await ending(Deadline.in(3, DEFAULT_PACE).before(Promise.reject(failure)))).result).toBe(failure);
    expect((await ending(Deadline.in(3, DEFAULT_PACE, signal).unlessCancelled(Promise.reject(failure)))).result).toBe(
      failure,
    );
  });

  test("without a deadline ends early only when the run is cancelled", async () => {
    const reason = new Error("stop");

    expect(await ending(Deadline.in(1, DEFAULT_PACE).unlessCancelled(sleep(5_000, "done")))).toEqual({
      result: "done",
      seconds: 5,
    });
    const deadline = Deadline.in(1, DEFAULT_PACE, cancelledAfter(2, reason));
    expect(await ending(deadline.unlessCancelled(sleep(5_000, "done")))).toEqual({ result: reason, seconds: 2 });
  });

  test("leaves nothing behind on the signal that many share", async () => {
    const { signal } = new AbortController();
    const removed = jest.spyOn(signal, "removeEventListener");
    const added = jest.spyOn(signal, "addEventListener");
    await timed(Deadline.in(5, DEFAULT_PACE, signal).before(sleep(1_000)));

    expect(added).toHaveBeenCalledTimes(1);
    expect(removed.mock.calls).toEqual(added.mock.calls);
  });

  test("is not cancelled without a signal, or before its signal is aborted", () => {
    expect(Deadline.in(1, DEFAULT_PACE).isCancelled).toBe(false);
    const deadline = Deadline.in(1, DEFAULT_PACE, new AbortController().signal);
    expect(deadline.isCancelled).toBe(false);
    expect(() => deadline.throwIfCancelled()).not.toThrow();
  });
});

describe("the wait for a request's turn", () => {
  test("takes no time before the operation has started", async () => {
    const deadline = Deadline.in(10, DEFAULT_PACE);
    jest.advanceTimersByTime(4_000);
    const turn = deadline.forTurn(sleep(60_000, "turn"));
    jest.advanceTimersByTime(30_000);

    expect(deadline.remainingMs).toBe(6_000);
    expect((await timed(turn)).result).toBe("turn");
    expect(deadline.remainingMs).toBe(6_000);
    jest.advanceTimersByTime(5_999);
    expect(deadline.isOver).toBe(false);
    jest.advanceTimersByTime(1);
    expect(deadline.isOver).toBe(true);
  });

  test("does not count time twice when several wait at once", async () => {
    const deadline = Deadline.in(10, DEFAULT_PACE);
    const [short, long] = [deadline.forTurn(sleep(20_000)), deadline.forTurn(sleep(50_000))];
    await timed(short);
    expect(deadline.remainingMs).toBe(10_000);
    await timed(long);
    expect(deadline.remainingMs).toBe(10_000);
    jest.advanceTimersByTime(1_000);
    expect(deadline.remainingMs).toBe(9_000);
  });

  test("does not bring back time that was over", async () => {
    const deadline = Deadline.in(10, DEFAULT_PACE);
    jest.advanceTimersByTime(11_000);
    await timed(deadline.forTurn(sleep(20_000)));

    expect(deadline.isOver).toBe(true);
  });

  test("ends with the deadline when the operation has started", async () => {
    const deadline = Deadline.in(10, DEFAULT_PACE).start();

    expect(await ending(deadline.forTurn(sleep(60_000)))).toEqual({ result: new TimeIsUp(), seconds: 10 });
  });

  test("ends when the run is cancelled, and the clock goes on", async () => {
    const deadline = Deadline.in(10, DEFAULT_PACE, cancelledAfter(3));

    expect(await ending(deadline.forTurn(sleep(60_000)))).toEqual({ result: new Error("cancelled"), seconds: 3 });
    jest.advanceTimersByTime(10_000);
    expect(deadline.isOver).toBe(true);
  });

  test("takes time in a part of an operation", async () => {
    const part = Deadline.in(100, DEFAULT_PACE).orIn(10, DEFAULT_PACE);

    expect((await ending(part.forTurn(sleep(60_000)))).seconds).toBe(10);
  });
});

test("a part of an operation is cancelled with it", async () => {
  const part = Deadline.in(100, DEFAULT_PACE, cancelledAfter(3)).orIn(10, DEFAULT_PACE);

  expect((await ending(part.sleep(60_000))).seconds).toBe(3);
});
