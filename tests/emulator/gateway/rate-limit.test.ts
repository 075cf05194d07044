import { ApiError } from "../../../emulator/src/contract";
import { RateLimit } from "../../../emulator/src/gateway/admit";
import type { ApiResponse } from "../raw-client";
import { eventually, useEmulator } from "../use-emulator";

const emulator = useEmulator({ rate: 1 });

test("a call beyond the limit of its second is refused with the cloud's own words, and counted", async () => {
  let refused: ApiResponse | undefined;
  await eventually(async () => {
    const responses = await Promise.all([emulator.call("DescribeTasks"), emulator.call("DescribeTasks")]);
    refused = responses.find((response) => response.Error !== undefined);
    return refused !== undefined;
  });
  expect(refused?.Error).toEqual({
    Code: "RequestLimitExceeded",
    Message:
      "Your current request times equals to `2` in a second, which exceeds the frequency limit `1` for a second. Please reduce the frequency of calls.",
  });
  expect(emulator().control.callCounts().DescribeTasks.limited).toBe(1);
});

test("the limit of one action leaves the others alone", async () => {
  await Promise.all(Array.from({ length: 5 }, () => emulator.call("DescribeTasks")));
  expect(await emulator.codeOf("DescribeDBInstances")).toBeUndefined();
});

test("each second of the clock has its own count, in which refused calls stand as well", () => {
  const limit = new RateLimit(2);
  const refusal = (now: number): string => {
    try {
      limit.count("A", now);
      return "";
    } catch (error) {
      return error instanceof ApiError ? (/`(\d+)`/.exec(error.message)?.[1] ?? "") : String(error);
    }
  };
  expect([1000, 1500, 1600, 1999, 2000, 2001, 2999].map(refusal)).toEqual(["", "", "3", "4", "", "", "3"]);
});

test("a limit of 0 lets everything through", () => {
  const limit = new RateLimit(0);
  for (let times = 0; times < 1000; times += 1) expect(() => limit.count("A", 1000)).not.toThrow();
});
