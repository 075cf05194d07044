import { fromBeijingTime } from "../../../emulator/src/contract";
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
    ...{ TaskId: id, DBInstanceId: first, Status: "Running", Progress: 0, EndTime: "" },
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

const noTimes = [
  "",
  "2024-02-30 00:00:00",
  "2024-09-27",
  "2024-09-27T13:14:11",
  "2024-09-27 24:00:00",
  "2024-9-27 1:1:1",
];
test.each<[string, number | undefined]>([
  ["2024-09-27 13:14:11", Date.parse("2024-09-27T05:14:11Z")],
  ...noTimes.map((text): [string, undefined] => [text, undefined]),
])("times are in UTC+8, without saying so: %j", (text, time) => {
  expect(fromBeijingTime(text)).toBe(time);
});

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
  expect(await found({ OrderByType: "asc", Limit: 2, Offset: 2 })).toEqual({ total: 4, ids: [c, d] });
  expect(await found({ Offset: 100 })).toEqual({ total: 4, ids: [] });
  expect(await found({ OrderBy: "EndTime", OrderByType: "asc" })).toEqual({ total: 4, ids: [a, b, c, d] });
});

test.each(["MinStartTime", "MaxStartTime"])("a %s that is no time is refused", async (name) => {
  const code = "InvalidParameterValue.InvalidParameterValueError";
  expect(await emulator.codeOf("DescribeTasks", { [name]: "2024-02-30 00:00:00" })).toBe(code);
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
])("by the time of their start: %s", async (_, parameters, started, found) => {
  const clock = jest.spyOn(Date, "now");
  const setTo = (text: string) => clock.mockReturnValue(fromBeijingTime(text) ?? 0);
  for (const text of started) {
    setTo(text);
    emulator().control.startTask(first, { kind: "backup", status: "stuck" });
  }
  setTo("2026-06-30 12:00:00");
  const { set } = await tasks(parameters);
  clock.mockRestore();
  expect(set.map(({ StartTime: time }) => time)).toEqual(found);
});
