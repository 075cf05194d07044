import { fromBeijingTime, toBeijingTime } from "../../../emulator/src/contract";

test("a time is written in UTC+8, as in the documentation's example", () => {
  expect(toBeijingTime(Date.parse("2024-09-27T05:14:11Z"))).toBe("2024-09-27 13:14:11");
});

test("a time that was written is read again", () => {
  const time = Date.parse("2026-12-31T23:30:00Z");
  expect(fromBeijingTime(toBeijingTime(time))).toBe(time);
});

test.each(["", "2024-02-30 00:00:00", "2024-09-27", "2024-09-27T13:14:11", "2024-09-27 24:00:00", "2024-9-27 1:1:1"])(
  "%j is no time",
  (text) => {
    expect(fromBeijingTime(text)).toBeUndefined();
  },
);
