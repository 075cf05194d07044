import type { ActionContext } from "../../../emulator/src/actions/action";
import { describeTasks } from "../../../emulator/src/actions/tasks";
import { Cloud } from "../../../emulator/src/cloud/cloud";
import { NextTasks } from "../../../emulator/src/cloud/changes";
import { AddressNumbers } from "../../../emulator/src/cloud/seed";
import { otherTaskKinds } from "../../../emulator/src/cloud/task";
import { fromBeijingTime, toBeijingTime } from "../../../emulator/src/contract";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const first = "postgres-emu00001";
const second = "postgres-emu00002";
const turnOff = async (id: string) => Number((await emulator.modify(id)).TaskId);
const tasks = async (parameters: object) => {
  const response = await emulator.call("DescribeTasks", parameters);
  return { total: response.TotalCount, set: (response.TaskSet ?? []) as Record<string, unknown>[] };
};

test("a running task has the odd values of the real one, and a finished one has none of them", async () => {
  emulator().control.nextTask({ status: "stuck" });
  const id = await turnOff(first);
  expect((await tasks({ TaskId: id })).set[0]).toMatchObject({
    ...{ TaskId: id, DBInstanceId: first, TaskType: "ModifyDBInstanceSSLConfig" },
    ...{ Status: "Running", Progress: 0, EndTime: "" },
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
  expect(toBeijingTime(Date.parse("2024-09-27T05:14:11Z"))).toBe("2024-09-27 13:14:11");
  const before = Math.floor(Date.now() / 1000);
  const { set } = await tasks({ TaskId: await turnOff(first) });
  const started = (fromBeijingTime(String(set[0]?.StartTime)) ?? 0) / 1000;
  expect(started).toBeGreaterThanOrEqual(before);
  expect(started).toBeLessThanOrEqual(Date.now() / 1000);
});

test.each(["", "2024-02-30 00:00:00", "2024-09-27", "2024-09-27T13:14:11", "2024-09-27 24:00:00", "2024-9-27 1:1:1"])(
  "%j is no time",
  (text) => expect(fromBeijingTime(text)).toBeUndefined(),
);

test("tasks are found by id, by instance and by both, the latest first, page by page", async () => {
  const ids: number[] = [];
  for (const id of [first, second, first, first]) {
    ids.push(await turnOff(id));
    await emulator.settled(id);
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
  expect(await emulator.codeOf("DescribeTasks", parameters)).toBe(code);
});

test.each([
  [
    "both bounds belong to the range",
    { MinStartTime: "2026-06-29 10:00:00", MaxStartTime: "2026-06-29 11:00:00" },
    ["2026-06-29 09:59:59", "2026-06-29 10:00:00", "2026-06-29 11:00:00", "2026-06-29 11:00:01"],
    ["2026-06-29 11:00:00", "2026-06-29 10:00:00"],
  ],
  [
    "tasks of more than 180 days ago are gone",
    {},
    ["2026-01-01 11:59:59", "2026-01-01 12:00:00"],
    ["2026-01-01 12:00:00"],
  ],
])("by the time of their start: %s", (_, parameters, started, found) => {
  const cloud = new Cloud(() => ({ instances: [], groups: [], numbers: new AddressNumbers() }));
  for (const startedAt of started.map((text) => fromBeijingTime(text) ?? 0)) {
    cloud.addTask({
      ...{ instanceId: first, region: "ap-guangzhou", kind: otherTaskKinds.backup, input: {}, message: "" },
      ...{ work: () => Promise.resolve(), plan: new NextTasks(1).plan({}), stoppedAtPercent: undefined },
      ...{ startedAt, visibleAt: startedAt, status: "Success", endedAt: startedAt + 1000 },
    });
  }
  const context = { cloud, region: "ap-guangzhou", now: fromBeijingTime("2026-06-30 12:00:00") } as ActionContext;
  const { TaskSet: set } = describeTasks(parameters, context) as { TaskSet: { StartTime: string }[] };
  expect(set.map(({ StartTime: time }) => time)).toEqual(found);
});
