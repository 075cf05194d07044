import { finish, timed, useVirtualTime } from "../virtual-time";
import { Deadline } from "../../../provider/model/deadline";
import { DEFAULT_PACE } from "../../../provider/model/pace";
import { poll, type PollOptions } from "../../../provider/tasks/poll";

useVirtualTime();

const PACE = DEFAULT_PACE;

function options(more: Partial<PollOptions> = {}): PollOptions {
  return { pace: PACE, deadline: Deadline.in(60, PACE), minSeconds: 1, maxSeconds: 3, ...more };
}

/** The moments, in seconds from now, at which something that is found after `until` seconds is looked for. */
async function looksUntil(until: number, more: Partial<PollOptions> = {}): Promise<number[]> {
  const start = performance.now();
  const looks: number[] = [];
  const look = (): Promise<true | undefined> => {
    looks.push((performance.now() - start) / 1000);
    return Promise.resolve((looks.at(-1) ?? 0) >= until ? true : undefined);
  };
  await finish(poll(look, options(more)));
  return looks;
}

function waitsBetween(looks: number[]): number[] {
  return looks.slice(1).map((at, index) => Math.round((at - (looks[index] ?? 0)) * 1000) / 1000);
}

test.each(["found", 0, "", false, null])("what is there at the first look (%p) is found at once", async (value) => {
  expect(await timed(poll(() => Promise.resolve(value), options()))).toEqual({ result: value, seconds: 0 });
});

test("the first look can be delayed", async () => {
  expect(await looksUntil(0, { firstLookSeconds: 5 })).toEqual([5]);
});

test("the waits grow from the shortest to the longest, by 15 % by default", async () => {
  const waits = waitsBetween(await looksUntil(30));

  expect(waits.slice(0, 4)).toEqual([1, 1.15, 1.322, 1.521]);
  expect(Math.max(...waits)).toBe(3);
  expect(waits.at(-1)).toBe(3);
});

test("the waits can grow faster", async () => {
  expect(waitsBetween(await looksUntil(8, { maxSeconds: 100, factor: 2 }))).toEqual([1, 2, 4, 8]);
});

test("the last look is made right at the deadline: what becomes true by then is found, and else nothing", async () => {
  const start = performance.now();
  const isTrueAfter = (seconds: number) => () =>
    Promise.resolve(performance.now() - start >= seconds * 1000 ? "found" : undefined);

  const found = poll(isTrueAfter(10), options({ deadline: Deadline.in(10, PACE) }));
  expect(await timed(found)).toEqual({ result: "found", seconds: 10 });
  const late = poll(isTrueAfter(20.1), options({ deadline: Deadline.in(10, PACE) }));
  expect(await timed(late)).toEqual({ result: undefined, seconds: 10 });
});

test("a deadline that has passed leaves one look, and a first wait is not longer than the deadline", async () => {
  expect(await looksUntil(99, { deadline: Deadline.in(0, PACE), firstLookSeconds: 5 })).toEqual([0]);
  expect(await looksUntil(99, { deadline: Deadline.in(2, PACE), firstLookSeconds: 5 })).toEqual([2]);
});

test("an error ends the wait at once and is passed on as it is", async () => {
  const error = new TypeError("not a word about polling");
  let looks = 0;
  const look = (): Promise<undefined> => {
    looks += 1;
    return looks === 3 ? Promise.reject(error) : Promise.resolve(undefined);
  };

  await expect(finish(poll(look, options()))).rejects.toBe(error);
  expect(looks).toBe(3);
});
