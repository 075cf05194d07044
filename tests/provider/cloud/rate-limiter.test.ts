import { MAX_REQUESTS_PER_SECOND, RateLimiter } from "../../../provider/cloud/rate-limiter";
import { finish, timed, useVirtualTime } from "../virtual-time";

jest.mock("node:timers/promises", () => jest.requireActual<object>("../virtual-time"));

useVirtualTime();

/** The moments, in seconds from now, at which `count` requests that are ready at once may be sent. */
async function sendingTimes(limiter: RateLimiter, count: number): Promise<number[]> {
  const start = performance.now();
  const sent: number[] = [];
  const requests = Array.from({ length: count }, () =>
    limiter.acquire().then(() => void sent.push((performance.now() - start) / 1000)),
  );
  await finish(Promise.all(requests));
  return sent;
}

async function pass(seconds: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(seconds * 1000);
}

test("the first request waits for nothing", async () => {
  expect((await timed(new RateLimiter(1000).acquire())).seconds).toBe(0);
});

test("a thousand requests at once leave evenly, below the limit of 20 in any second", async () => {
  const sent = await sendingTimes(new RateLimiter(1000), 1000);

  for (const [index, at] of sent.entries()) {
    const inThatSecond = sent.slice(index).filter((later) => later < at + 1);
    expect(inThatSecond.length).toBeLessThanOrEqual(20);
  }
  expect(sent.at(-1)).toBeGreaterThanOrEqual(999 / 20);
  expect(sent.at(-1)).toBeLessThan(1000 / 17);
});

test("requests are served in the order in which they came", async () => {
  const limiter = new RateLimiter(1000);
  const order: string[] = [];
  const requests = ["a", "b", "c"].map((name) => limiter.acquire().then(() => order.push(name)));

  await finish(Promise.all(requests));

  expect(order).toEqual(["a", "b", "c"]);
});

test("a request after a pause goes at once, and a pause saves up no burst", async () => {
  const limiter = new RateLimiter(1000);
  await sendingTimes(limiter, 5);
  await pass(60);
  const [first = -1, second = -1] = await sendingTimes(limiter, 2);

  expect(first).toBe(0);
  expect(second).toBeGreaterThan(0.04);
});

test("a refusal lowers the rate to six tenths, and each second without one raises it by one and a half", async () => {
  const limiter = new RateLimiter(1000);
  expect(limiter.requestsPerSecond).toBe(MAX_REQUESTS_PER_SECOND);

  limiter.refused();
  expect(limiter.requestsPerSecond).toBeCloseTo(11.4);
  const [, second = 0] = await sendingTimes(limiter, 2);
  expect(second).toBeCloseTo(1 / 11.4, 2);

  await pass(2);
  await finish(limiter.acquire());
  expect(limiter.requestsPerSecond).toBeCloseTo(11.4 + (2 + second) * 1.5, 1);
});

test("the rate never rises above the limit", async () => {
  const limiter = new RateLimiter(1000);
  limiter.refused();
  await pass(3600);
  await finish(limiter.acquire());

  expect(limiter.requestsPerSecond).toBe(MAX_REQUESTS_PER_SECOND);
});

test("refusals within one second count once: those requests were on their way already", async () => {
  const limiter = new RateLimiter(1000);
  limiter.refused();
  await pass(0.999);
  limiter.refused();
  expect(limiter.requestsPerSecond).toBeCloseTo(11.4);

  await pass(0.001);
  limiter.refused();
  expect(limiter.requestsPerSecond).toBeCloseTo((11.4 + 1.5) * 0.6, 5);
});

test("refusals without end slow down to some two requests a second, but never to a stop", async () => {
  const limiter = new RateLimiter(1000);
  for (let second = 0; second < 60; second += 1) {
    limiter.refused();
    await pass(1);
  }

  // Where the raise of a second and the next refusal are in balance: r = (r + 1.5) × 0.6.
  expect(limiter.requestsPerSecond).toBeCloseTo(2.25);
});

test("two processes that share the account's limit come to equal shares", async () => {
  const [greedy, late] = [new RateLimiter(1000), new RateLimiter(1000)];
  for (let refusal = 0; refusal < 3; refusal += 1) {
    late.refused();
    await pass(1);
  }
  expect(greedy.requestsPerSecond - late.requestsPerSecond).toBeGreaterThan(10);
  for (let second = 0; second < 120; second += 1) {
    await Promise.all([finish(greedy.acquire()), finish(late.acquire())]);
    if (greedy.requestsPerSecond + late.requestsPerSecond > 20) {
      greedy.refused();
      late.refused();
    }
    await pass(1);
  }

  expect(Math.abs(greedy.requestsPerSecond - late.requestsPerSecond)).toBeLessThan(1);
});

test("a test can make seconds shorter", async () => {
  const sent = await sendingTimes(new RateLimiter(10), 20);

  expect(sent.at(-1)).toBeLessThan(0.03);
});
