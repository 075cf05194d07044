import type { Task } from "../../../provider/model/task";
import { DEFAULT_PACE } from "../../../provider/time/pace";
import { TaskProgress } from "../../../provider/reconcile/progress";
import { TASK } from "../task";
import { useVirtualTime } from "../virtual-time";

useVirtualTime();

let lines: string[];
let saw: (fields?: Partial<Task>) => void;
beforeEach(() => {
  lines = [];
  const progress = new TaskProgress("postgres-5gevh7gr", DEFAULT_PACE, (line) => lines.push(line));
  saw = (fields) => progress.saw({ ...TASK, progress: 0, ...fields });
});

test("a task is reported when it is first seen, and at once when it has a new step or state, or is another one", () => {
  saw();
  saw({ step: "Restart" });
  saw({ step: "Restart" });
  saw({ step: "Verify" });
  saw({ status: "Success", step: "Verify" });
  saw({ status: "Success", step: "Verify", taskId: 8 });

  expect(lines).toEqual([
    "postgres-5gevh7gr: task 100016 is running at 0%",
    'postgres-5gevh7gr: task 100016 is running at 0% in "Restart"',
    'postgres-5gevh7gr: task 100016 is running at 0% in "Verify"',
    "postgres-5gevh7gr: task 100016 succeeded",
    "postgres-5gevh7gr: task 8 succeeded",
  ]);
});

test("mere progress of a task is reported every 30 s since the latest report, not at every look", () => {
  for (let second = 0; second <= 90; second += 1) {
    saw({ progress: second, ...(second >= 20 && { step: "Restart" }) });
    jest.advanceTimersByTime(1000);
  }

  expect(lines.map((line) => /\d+%/.exec(line)?.[0])).toEqual(["0%", "20%", "50%", "80%"]);
});

test("for a task that waits for its switch, the user learns where to look", () => {
  saw({ status: "WaitSwitch" });
  saw({ status: "Running" });

  expect(lines[0]).toMatch(/: task 100016 waits for its switch at 0%; see the instance's maintenance window$/);
  expect(lines[1]).not.toContain("maintenance window");
});
