import type { Task } from "../../../provider/model/task";
import { DEFAULT_PACE } from "../../../provider/model/pace";
import { TaskProgress } from "../../../provider/tasks/progress";
import { useVirtualTime } from "../virtual-time";

useVirtualTime();

const TASK: Task = {
  taskId: 7,
  taskType: "SSL",
  instanceId: "postgres-5gevh7gr",
  status: "Running",
  progress: 0,
  startedAtMs: 0,
  endedAtMs: 0,
};

function watch(pace = DEFAULT_PACE): { lines: string[]; saw: (fields?: Partial<Task>) => void } {
  const lines: string[] = [];
  const progress = new TaskProgress("postgres-5gevh7gr", pace, (line) => lines.push(line));
  return { lines, saw: (fields = {}) => progress.saw({ ...TASK, ...fields }) };
}

test("a task is reported when it is first seen, with its instance", () => {
  const { lines, saw } = watch();
  saw();

  expect(lines).toEqual(["postgres-5gevh7gr: task 7 (SSL) is Running, 0 %"]);
});

test("mere progress of a task is reported every 30 s, not at every look", () => {
  const { lines, saw } = watch();
  for (let second = 0; second <= 90; second += 1) {
    saw({ progress: second });
    jest.advanceTimersByTime(1000);
  }

  expect(lines.map((line) => line.split(", ")[1])).toEqual(["0 %", "30 %", "60 %", "90 %"]);
});

test("a new step, a new state and another task are reported at once", () => {
  const { lines, saw } = watch();
  saw();
  saw({ step: "Restart" });
  saw({ step: "Restart" });
  saw({ step: "Verify" });
  saw({ status: "Success", step: "Verify" });
  saw({ status: "Success", step: "Verify", taskId: 8 });

  expect(lines.map((line) => line.replace("postgres-5gevh7gr: ", ""))).toEqual([
    "task 7 (SSL) is Running, 0 %",
    'task 7 (SSL) is Running, 0 %, step "Restart"',
    'task 7 (SSL) is Running, 0 %, step "Verify"',
    'task 7 (SSL) is Success, 0 %, step "Verify"',
    'task 8 (SSL) is Success, 0 %, step "Verify"',
  ]);
});

test("a report starts the 30 s again", () => {
  const { lines, saw } = watch();
  saw();
  jest.advanceTimersByTime(20_000);
  saw({ step: "Restart" });
  jest.advanceTimersByTime(20_000);
  saw({ step: "Restart" });

  expect(lines).toHaveLength(2);
});

test("for a task that waits for its switch, the user learns where to look", () => {
  const { lines, saw } = watch();
  saw({ status: "WaitSwitch" });
  saw({ status: "Running" });

  expect(lines[0]).toMatch(/is WaitSwitch, 0 %: it waits for its switch, see the instance's maintenance window$/);
  expect(lines[1]).not.toContain("maintenance window");
});
