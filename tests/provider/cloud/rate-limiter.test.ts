import { finish, useVirtualTime } from "../virtual-time";
import { setTimeout as sleep } from "node:timers/promises";
import { API_LIMIT, MAX_REQUESTS_PER_SECOND, RateLimiter } from "../../../provider/cloud/rate-limiter";
import { Budget } from "../../../provider/time/budget";

useVirtualTime();

const INTERVAL = 1 / MAX_REQUESTS_PER_SECOND;

/** A request that is sent when its turn comes. */
async function run(limiter: RateLimiter, request: () => Promise<unknown>): Promise<void> {
  await limiter.turn({ budget: new Budget(3600) });
  await limiter.send(request);
}

function send(limiter: RateLimiter): Promise<void> {
  return finish(run(limiter, () => Promise.resolve()));
}

/** The moments, in seconds from now, at which `count` requests that are ready at once are sent. */
async function sendingTimes(limiter: RateLimiter, count: number, reply: () => unknown = () => 0): Promise<number[]> {
  const start = performance.now();
  const sent: number[] = [];
  const requests = Array.from({ length: count }, () =>
    run(limiter, async () => {
      sent.push((performance.now() - start) / 1000);
      await reply();
    }),
  );
  await finish(Promise.all(requests));
  return sent;
}

async function pass(seconds: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(seconds * 1000);
}

/** One refusal a second. */
async function refuse(limiter: RateLimiter, times: number): Promise<void> {
  for (let second = 0; second < times; second += 1) {
    limiter.refused();
    await pass(1);
  }
}

test.each([0, 0.4])("a thousand requests leave evenly, 20 a second, however late the replies: %d s", async (delay) => {
  const sent = await sendingTimes(new RateLimiter(), 1000, () => sleep(delay * 1000));

  expect(sent[0]).toBe(0);
  for (const [index, at] of sent.entries()) {
    expect(sent.slice(index).filter((later) => later < at + 1).length).toBeLessThanOrEqual(API_LIMIT);
  }
  const pauses = sent.slice(1).map((at, index) => at - (sent[index] ?? 0));
  expect(Math.min(...pauses)).toBeGreaterThan(INTERVAL - 0.002);
  expect(sent.at(-1)).toBeLessThan((1000 / API_LIMIT) * 1.03);
});

test("replies that come late hold up the next requests, because the cloud may have counted theirs late as well", async () => {
  const limiter = new RateLimiter();
  await sendingTimes(limiter, 1, () => sleep(10));
  await pass(2);
  const atOnce = sleep(3000);
  const sent = await sendingTimes(limiter, API_LIMIT + 3, () => atOnce);

  // All that the limit allows are on their way, and come back after three seconds. The others then leave by the pace again.
  expect(sent[API_LIMIT - 1]).toBeLessThan(1.05);
  const [first = 0, second = 0, third = 0] = sent.slice(API_LIMIT);
  expect(first).toBeCloseTo(4.01, 1);
  expect(third - second).toBeGreaterThan(INTERVAL - 0.002);
});

test("a run that is cancelled just as its turn has come leaves the turn to the others", async () => {
  const limiter = new RateLimiter();
  for (let ticks = 0; ticks < 12; ticks += 1) {
    const run = new AbortController();
    const turn = limiter.turn({ budget: new Budget(3600), signal: run.signal });
    for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
    run.abort();
    await turn.then(() => limiter.send(() => Promise.resolve())).catch(() => undefined);
    await pass(2);
  }

  expect((await sendingTimes(limiter, API_LIMIT)).at(-1)).toBeLessThan(1);
});

test("a request's reply is passed on, and so is its failure", async () => {
  const limiter = new RateLimiter();

  await expect(limiter.send(() => Promise.resolve("reply"))).resolves.toBe("reply");
  await expect(limiter.send(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
});

test("requests that are given up before their turn leave the queue to the others", async () => {
  const limiter = new RateLimiter();
  const giveUp = () => limiter.turn({ budget: new Budget(0.2) }, { isRetry: true });
  const turns = await finish(Promise.allSettled(Array.from({ length: 40 }, giveUp)));
  for (const { status } of turns) if (status === "fulfilled") await limiter.send(() => Promise.resolve());

  await pass(1);
  expect((await sendingTimes(limiter, API_LIMIT)).at(-1)).toBeLessThan(1.2);
});

test("a request after a pause goes at once, and a pause saves up no burst", async () => {
  const limiter = new RateLimiter();
  await sendingTimes(limiter, 5);
  await pass(60);
  const [first = -1, second = -1] = await sendingTimes(limiter, 2);

  expect(first).toBe(0);
  expect(second).toBeGreaterThan(0.04);
});

test("what a busy machine delays by a little is made up for, so that the pace is kept", async () => {
  const limiter = new RateLimiter();
  const start = performance.now();
  for (let request = 0; request < 60; request += 1) {
    await send(limiter);
    // Work that keeps the next request from being considered in time.
    await pass(0.02);
  }

  expect((performance.now() - start) / 1000).toBeLessThan(60 * INTERVAL + 0.05);
});

test("a refusal lowers the rate to three quarters, and each second without one raises it by a half, up to the limit", async () => {
  const limiter = new RateLimiter();
  expect(limiter.requestsPerSecond).toBe(MAX_REQUESTS_PER_SECOND);

  limiter.refused();
  expect(limiter.requestsPerSecond).toBeCloseTo(14.625);
  const [, second = 0] = await sendingTimes(limiter, 2);
  expect(second).toBeCloseTo(1 / 14.625, 2);

  await pass(2);
  await send(limiter);
  expect(limiter.requestsPerSecond).toBeCloseTo(14.625 + (2 + second) * 0.5, 1);

  await pass(3600);
  await send(limiter);
  expect(limiter.requestsPerSecond).toBe(MAX_REQUESTS_PER_SECOND);
});

test("refusals within one second count once: those requests were on their way already", async () => {
  const limiter = new RateLimiter();
  limiter.refused();
  await pass(0.999);
  limiter.refused();
  expect(limiter.requestsPerSecond).toBeCloseTo(14.625);

  await pass(0.001);
  limiter.refused();
  expect(limiter.requestsPerSecond).toBeCloseTo((14.625 + 0.5) * 0.75, 5);
});

test("refusals without end slow down to some three requests in two seconds, but never to a stop", async () => {
  const limiter = new RateLimiter();
  await refuse(limiter, 60);

  // Where the raise of a second and the next refusal are in balance: r = (r + 0.5) × 0.75.
  expect(limiter.requestsPerSecond).toBeCloseTo(1.5);
});

test("two processes that share the account's limit come to equal shares", async () => {
  const [greedy, late] = [new RateLimiter(), new RateLimiter()];
  await refuse(late, 5);
  expect(greedy.requestsPerSecond - late.requestsPerSecond).toBeGreaterThan(10);
  for (let second = 0; second < 120; second += 1) {
    await Promise.all([send(greedy), send(late)]);
    if (greedy.requestsPerSecond + late.requestsPerSecond > 20) {
      greedy.refused();
      late.refused();
    }
    await pass(1);
  }

  expect(Math.abs(greedy.requestsPerSecond - late.requestsPerSecond)).toBeLessThan(1);
});
