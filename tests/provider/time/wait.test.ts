import { ending, finish, timed, useVirtualTime } from "../virtual-time";
import { setTimeout as sleep } from "node:timers/promises";
import { Budget, TimeIsUp } from "../../../provider/time/budget";
import { wait } from "../../../provider/time/wait";

useVirtualTime();

const RHYTHM = { minSeconds: 1, maxSeconds: 3, factor: 1.15 };

/** The moments, in seconds from now, at which something that is there after `until` seconds is looked for. */
async function looksUntil(until: number, seconds = 60): Promise<number[]> {
  const start = performance.now();
  const looks: number[] = [];
  const look = (): Promise<true | undefined> => {
    looks.push((performance.now() - start) / 1000);
    return Promise.resolve((looks.at(-1) ?? 0) >= until || undefined);
  };
  await finish(wait(look, RHYTHM, { budget: new Budget(seconds) }));
  return looks;
}

test.each(["found", 0, "", false, null])("what is there at the first look (%p) is found at once", async (value) => {
  const found = wait(() => Promise.resolve(value), RHYTHM, { budget: new Budget(60) });
  expect(await timed(found)).toEqual({ result: value, seconds: 0 });
});

test("the pauses grow from the shortest to the longest by the factor", async () => {
  const looks = await looksUntil(30);
  const pauses = looks.slice(1).map((at, index) => Math.round((at - (looks[index] ?? 0)) * 1000) / 1000);

  expect(pauses.slice(0, 4)).toEqual([1, 1.15, 1.322, 1.521]);
  expect(Math.max(...pauses)).toBe(3);
  expect(pauses.at(-1)).toBe(3);
});

test("the last look is made when the time is up: what is there by then is found, and else nothing", async () => {
  const start = performance.now();
  const isThereAfter = (seconds: number) => () =>
    Promise.resolve(performance.now() - start >= seconds * 1000 ? "found" : undefined);

  const found = wait(isThereAfter(9.5), RHYTHM, { budget: new Budget(9.5) });
  expect(await timed(found)).toEqual({ result: "found", seconds: 9.5 });
  const late = wait(isThereAfter(19.6), RHYTHM, { budget: new Budget(9.5) });
  expect(await timed(late)).toEqual({ result: undefined, seconds: 9.5 });
});

test("a budget that is over leaves one look", async () => {
  expect(await looksUntil(99, 0)).toEqual([0]);
});

test("a look for which there is no time finds nothing", async () => {
  const late = wait(() => Promise.reject(new TimeIsUp()), RHYTHM, { budget: new Budget(9) });
  expect(await ending(late)).toEqual({ result: undefined, seconds: 0 });
});

test("the wait is the operation's own time: from now on, a queue does not extend it", async () => {
  const budget = new Budget(10);
  await finish(wait(() => Promise.resolve(true), RHYTHM, { budget }));
  await ending(budget.queued(sleep(4_000)));

  expect(budget.remainingMs).toBe(6_000);
});

test("an error ends the wait at once and is passed on as it is", async () => {
  const error = new TypeError("not a word about waiting");
  let looks = 0;
  const look = (): Promise<undefined> => {
    looks += 1;
    return looks === 3 ? Promise.reject(error) : Promise.resolve(undefined);
  };

  expect(await ending(wait(look, RHYTHM, { budget: new Budget(60) }))).toEqual({ result: error, seconds: 2.15 });
  expect(looks).toBe(3);
});

test("a cancelled run ends the wait at once, whatever it looks at", async () => {
  const controller = new AbortController();
  const reason = new Error("cancelled");
  setTimeout(() => controller.abort(reason), 2_500);
  const limits = { budget: new Budget(60), signal: controller.signal };
  const looking = wait(() => new Promise(() => undefined), RHYTHM, limits);
  const pausing = wait(() => Promise.resolve(undefined), RHYTHM, limits);

  expect(await ending(looking)).toEqual({ result: reason, seconds: 2.5 });
  expect(await ending(pausing)).toEqual({ result: reason, seconds: 0 });
});
