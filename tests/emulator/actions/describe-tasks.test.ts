import { describeTasks } from "../../../emulator/src/actions/tasks";
import type { ActionContext } from "../../../emulator/src/actions/action";
import { Cloud } from "../../../emulator/src/cloud/cloud";
import { AddressNumbers } from "../../../emulator/src/cloud/seed";
import { otherTaskKinds, type Task } from "../../../emulator/src/cloud/task";
import { call, codeOf } from "../raw-client";
import { settled, useEmulator } from "../use-emulator";

const emulator = useEmulator();
const first = "postgres-emu00001";
const second = "postgres-emu00002";
const turnOff = async (id: string) => {
  const { TaskId: taskId } = await call(emulator(), "ModifyDBInstanceSSLConfig", {
    DBInstanceId: id,
    SSLEnabled: false,
  });
  return Number(taskId);
};
const tasks = async (parameters: object) => {
  const response = await call(emulator(), "DescribeTasks", parameters);
  return { total: response.TotalCount, set: (response.TaskSet ?? []) as Record<string, unknown>[] };
};

test("a running task has the odd values of the real one, and a finished one has none of them", async () => {
  emulator().control.nextTask({ status: "stuck" });
  const id = await turnOff(first);
  const running = (await tasks({ TaskId: id })).set[0];
  expect(running).toMatchObject({
    TaskId: id,
    DBInstanceId: first,
    TaskType: "ModifyDBInstanceSSLConfig",
    Status: "Running",
    Progress: 0,
    EndTime: "",
    TaskDetail: { CurrentStep: "Pre-check", Output: "", SwitchTag: 0 },
  });

  await emulator().control.finishTask(id);
  const finished = (await tasks({ TaskId: id })).set[0];
  expect(finished).toMatchObject({ Status: "Success", Progress: 100, TaskDetail: { CurrentStep: "Task Complete" } });
  expect(finished?.EndTime).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  const { AllSteps: steps, Input: input } = finished?.TaskDetail as { AllSteps: string; Input: string };
  expect(JSON.parse(steps)).toContainEqual({ StepId: 3, StepName: "Restart Instance" });
  expect(JSON.parse(input)).toEqual({ DBInstanceId: first, SSLEnabled: false });
});

test("times are in UTC+8, without saying so", async () => {
  const before = Math.floor(Date.now() / 1000);
  const { set } = await tasks({ TaskId: await turnOff(first) });
  const started = Date.parse(`${String(set[0]?.StartTime).replace(" ", "T")}+08:00`) / 1000;
  expect(started).toBeGreaterThanOrEqual(before);
  expect(started).toBeLessThanOrEqual(Date.now() / 1000);
});

test("tasks are found by id, by instance and by both, the latest first, page by page", async () => {
  const ids: number[] = [];
  for (const id of [first, second, first, first]) {
    ids.push(await turnOff(id));
    await settled(emulator(), id);
  }
  const [a, b, c, d] = ids;
  const found = async (parameters: object) => {
    const { total, set } = await tasks(parameters);
    return { total, ids: set.map((task) => task.TaskId) };
  };

  expect(await found({})).toEqual({ total: 4, ids: [d, c, b, a] });
  expect(await found({ DBInstanceId: first })).toEqual({ total: 3, ids: [d, c, a] });
  expect(await found({ TaskId: b })).toEqual({ total: 1, ids: [b] });
  expect(await found({ TaskId: b, DBInstanceId: first })).toEqual({ total: 0, ids: [] });
  expect(await found({ DBInstanceId: "postgres-00000000" })).toEqual({ total: 0, ids: [] });
  expect(await found({ OrderByType: "asc", Limit: 2 })).toEqual({ total: 4, ids: [a, b] });
  expect(await found({ OrderByType: "asc", Limit: 2, Offset: 2 })).toEqual({ total: 4, ids: [c, d] });
  expect(await found({ Offset: 100 })).toEqual({ total: 4, ids: [] });
  expect(await found({ OrderBy: "EndTime", OrderByType: "asc" })).toEqual({ total: 4, ids: [a, b, c, d] });
});

test.each([
  [{ Limit: 0 }, "InvalidParameterValue.ParameterValueExceedError"],
  [{ Limit: 101 }, "InvalidParameterValue.ParameterValueExceedError"],
  [{ OrderBy: "Colour" }, "InvalidParameterValue.InvalidParameterValueError"],
  [{ OrderByType: "up" }, "InvalidParameterValue.InvalidParameterValueError"],
  [{ MinStartTime: "yesterday" }, "InvalidParameterValue.InvalidParameterValueError"],
  [{ MaxStartTime: "2024-02-30 00:00:00" }, "InvalidParameterValue.InvalidParameterValueError"],
])("%j is refused", async (parameters, code) => {
  expect(codeOf(await call(emulator(), "DescribeTasks", parameters))).toBe(code);
});

describe("by the time of their start", () => {
  const at = (text: string) => Date.parse(`${text.replace(" ", "T")}+08:00`);
  const now = at("2026-06-30 12:00:00");
  const found = (parameters: object, started: string[]) => {
    const cloud = new Cloud(() => ({ instances: [], groups: [], numbers: new AddressNumbers() }));
    for (const text of started) cloud.addTask(taskStartedAt(at(text)));
    const { TaskSet: set } = describeTasks(parameters, { cloud, region: "ap-guangzhou", now } as ActionContext) as {
      TaskSet: { StartTime: string }[];
    };
    return set.map(({ StartTime: time }) => time);
  };

  test("both bounds belong to the range", () => {
    const started = ["2026-06-29 09:59:59", "2026-06-29 10:00:00", "2026-06-29 11:00:00", "2026-06-29 11:00:01"];
    const range = { MinStartTime: "2026-06-29 10:00:00", MaxStartTime: "2026-06-29 11:00:00" };
    expect(found(range, started)).toEqual(["2026-06-29 11:00:00", "2026-06-29 10:00:00"]);
  });

  test("tasks of more than 180 days ago are gone", () => {
    expect(found({}, ["2026-01-01 11:59:59", "2026-01-01 12:00:00"])).toEqual(["2026-01-01 12:00:00"]);
  });
});

function taskStartedAt(startedAt: number): Omit<Task, "id"> {
  return {
    instanceId: first,
    region: "ap-guangzhou",
    kind: otherTaskKinds.backup,
    input: {},
    work: () => Promise.resolve(),
    plan: {
      status: "Success",
      seconds: 1,
      visibleAfterSeconds: 0,
      taskId: "number",
      message: undefined,
      fields: {},
      effect: "applied",
    },
    startedAt,
    visibleAt: startedAt,
    status: "Success",
    endedAt: startedAt + 1000,
    message: "",
    stoppedAtPercent: undefined,
  };
}
