import fc from "fast-check";
import { cloudTime } from "../../../provider/cloud/cloud-time";

test("the cloud's clock is UTC+8 everywhere: a task that starts at 13:14:13 starts at 05:14:13 UTC", () => {
  expect(cloudTime.parse("2024-09-27 13:14:13")).toBe(1_727_414_053_000);
  expect(cloudTime.format(1_727_414_053_000)).toBe("2024-09-27 13:14:13");
});

test("every whole second is found again after it was written for the API", () => {
  const seconds = fc.integer({ min: Date.UTC(1970, 0, 2) / 1000, max: Date.UTC(9999, 11, 30) / 1000 });
  fc.assert(
    fc.property(seconds, (second) => expect(cloudTime.parse(cloudTime.format(second * 1000))).toBe(second * 1000)),
  );
});

test("a part of a second is cut off, so that a listing from that time misses nothing", () => {
  expect(cloudTime.format(1_727_414_053_999)).toBe("2024-09-27 13:14:13");
});

test.each([
  "",
  "2024-09-27",
  "2024-09-27T13:14:13",
  " 2024-09-27 13:14:13",
  "2024-09-27 13:14:13 +08:00",
  "0000-00-00 00:00:00",
  "2024-13-01 00:00:00",
  "2024-09-27 25:00:00",
  "27.09.2024 13:14:13",
  "yesterday",
])("%j, which is no time, is the time 0 and never one that seems right", (text) => {
  expect(cloudTime.parse(text)).toBe(0);
});
