import { ending, useVirtualTime } from "../virtual-time";
import { setTimeout as sleep } from "node:timers/promises";
import { Budget } from "../../../provider/time/budget";
import { pause, unlessCancelled } from "../../../provider/time/cancellation";

useVirtualTime();

const FAILURE = new Error("no");

type Work = (signal?: AbortSignal) => Promise<unknown>;

test.each<[string, Work, unknown, number]>([
  ["work may take any time", (signal) => unlessCancelled(signal, sleep(50_000, "done")), "done", 50],
  ["work that fails throws its error", (signal) => unlessCancelled(signal, Promise.reject(FAILURE)), FAILURE, 0],
  ["a pause takes its time", (signal) => pause(3_000, { budget: new Budget(10), signal }), undefined, 3],
  ["a pause ends with the budget", (signal) => pause(30_000, { budget: new Budget(10), signal }), undefined, 10],
])("%s, and leaves neither a timer nor a listener behind", async (_, work, result, seconds) => {
  const { signal } = new AbortController();
  const added = jest.spyOn(signal, "addEventListener");
  const removed = jest.spyOn(signal, "removeEventListener");

  expect(await ending(work())).toEqual({ result, seconds });
  expect(await ending(work(signal))).toEqual({ result, seconds });
  expect(jest.getTimerCount()).toBe(0);
  expect(added).toHaveBeenCalledTimes(1);
  expect(removed.mock.calls).toEqual(added.mock.calls);
});

test.each<[string, Work]>([
  ["a pause", (signal) => pause(5_000, { budget: new Budget(10), signal })],
  ["work", (signal) => unlessCancelled(signal, new Promise(() => undefined))],
])("%s ends at once with the reason for which the run is cancelled, and leaves no timer", async (_, work) => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(FAILURE), 2_000);

  expect(await ending(work(controller.signal))).toEqual({ result: FAILURE, seconds: 2 });
  expect(await ending(work(controller.signal))).toEqual({ result: FAILURE, seconds: 0 });
  expect(jest.getTimerCount()).toBe(0);
});
