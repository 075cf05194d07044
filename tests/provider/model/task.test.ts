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

test("a task is described with its id, type, state and progress, and its step where it has one", () => {
  expect(describeTask(TASK)).toBe("task 100016 (ModifyInstanceSSL) is Running, 40 %");
  expect(describeTask({ ...TASK, step: "Restart" })).toBe(
    'task 100016 (ModifyInstanceSSL) is Running, 40 %, step "Restart"',
  );
  expect(describeTask({ ...TASK, taskType: "" })).toBe("task 100016 (of unknown type) is Running, 40 %");
});
