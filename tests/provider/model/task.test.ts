import type { Task } from "../../../provider/model/task";
import { describeTask, taskOutcome } from "../../../provider/model/task";

const TASK: Task = {
  taskId: 100016,
  taskType: "ModifyInstanceSSL",
  instanceId: "postgres-5gevh7gr",
  status: "Running",
  progress: 40,
  startedAtMs: 0,
  endedAtMs: 0,
};

test.each([
  ["Running", "pending"],
  ["WaitSwitch", "pending"],
  ["Success", "succeeded"],
  ["Fail", "failed"],
  ["Pause", "failed"],
])("a task in the documented state %s has %s", (status, standing) => {
  expect(taskOutcome({ ...TASK, status })).toBe(standing);
});

test.each(["", "success", "Failed", "Canceled", "__proto__", "constructor", "size"])(
  "a task in the state %j, which nobody documented, is waited for until the deadline",
  (status) => {
    expect(taskOutcome({ ...TASK, status })).toBe("pending");
  },
);

test("a task is described with its id, type, state and progress, and its step where it has one", () => {
  expect(describeTask(TASK)).toBe("task 100016 (ModifyInstanceSSL) is Running, 40 %");
  expect(describeTask({ ...TASK, step: "Restart" })).toBe(
    'task 100016 (ModifyInstanceSSL) is Running, 40 %, step "Restart"',
  );
  expect(describeTask({ ...TASK, taskType: "" })).toBe("task 100016 (of unknown type) is Running, 40 %");
});
