import { Deadline } from "../../../provider/model/deadline";
import { DEFAULT_PACE } from "../../../provider/model/pace";
import { useVirtualTime } from "../virtual-time";

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

test("a user waits as long as the documentation says", () => {
  expect(DEFAULT_PACE).toEqual({
    secondMs: 1000,
    requestTimeoutSeconds: 20,
    requestAttempts: 6,
    taskLookSeconds: 1,
    taskSlowLookSeconds: 2,
    taskSlowAfterSeconds: 60,
    taskListingSeconds: 60,
    verifySeconds: 30,
    settleSeconds: 30,
    observationSeconds: 30,
    refusedPauseSeconds: 5,
    declarationsQuietSeconds: 0.25,
    declarationsMaxSeconds: 1,
    progressSeconds: 30,
  });
});
