import { describeTask, isOver, taskOutcome } from "../../../provider/model/task";
import { TASK } from "../task";

test.each([
  ["Running", 0, "pending"],
  ["WaitSwitch", 0, "pending"],
  ["Success", 0, "succeeded"],
  ["Fail", 0, "failed"],
  ["Pause", 1, "failed"],
  // In a state that nobody documented, a task is waited for until it has an end time, or until the deadline.
  ["Canceled", 1, "ended"],
  ...["", "success", "Failed", "Canceled", "__proto__", "constructor", "size"].map(
    (name) => [name, 0, "pending"] as const,
  ),
] as const)("a task in the state %j that ended at %d is taken for %s", (status, endedAtMs, outcome) => {
  const task = { ...TASK, status, endedAtMs };

  expect(taskOutcome(task)).toBe(outcome);
  expect(isOver(task)).toBe(outcome !== "pending");
});

test("a task is described with its id, state and progress, and its step where it has one", () => {
  expect(describeTask(TASK)).toBe("task 100016 is running at 40%");
  expect(describeTask({ ...TASK, step: "Restart" })).toBe('task 100016 is running at 40% in "Restart"');
  expect(describeTask({ ...TASK, status: "Success", progress: 100 })).toBe("task 100016 succeeded");
  expect(describeTask({ ...TASK, status: "Fail" })).toBe("task 100016 failed at 40%");
  expect(describeTask({ ...TASK, status: "Pause" })).toBe("task 100016 paused at 40%");
  expect(describeTask({ ...TASK, status: "WaitSwitch" })).toBe("task 100016 waits for its switch at 40%");
  expect(describeTask({ ...TASK, status: "Odd" })).toBe('task 100016 has the status "Odd" at 40%');
});
