import { useVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { inputsFor, instanceOf, listTask, type NextTask, up } from "./run";

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

const HIDDEN = { visibleAfterSeconds: 10_000 };

test.each<[string, NextTask, number]>([
  ["has an empty detail", { fields: { TaskDetail: {} } }, 10],
  ["has neither detail nor end", { fields: { TaskDetail: null, EndTime: null } }, 10],
  ["ends at the very last moment of the user's time", { seconds: 300 }, 300],
  ["is never listed", { ...HIDDEN, seconds: 100 }, 100],
  ["gets the id 0 in the reply to the change", { taskId: "zero", seconds: 100 }, 100],
  ["gets no id and is listed after forty seconds", { taskId: "absent", seconds: 90, visibleAfterSeconds: 40 }, 90],
])("a task that %s is waited for, and the change is made once", async (_, task, least) => {
  cloud.control.nextTask(task);
  const { state, sent, seconds } = await up(cloud);

  expect(state).toMatchObject({ sslEnabled: true, taskId: 100001, requestId: expect.any(String) as string });
  expect(instanceOf(cloud)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
  expect(sent).toBe(1);
  expect(seconds).toBeGreaterThanOrEqual(least);
  expect(seconds).toBeLessThanOrEqual(least + 4);
});

test.each(["zero", "absent"] as const)(
  "a change without a task (id %s) is done when the setting is",
  async (taskId) => {
    cloud.control.nextTask({ taskId });
    const { state, seconds } = await up(cloud);

    expect(state).toMatchObject({ sslEnabled: true, requestId: expect.any(String) as string });
    expect(state).not.toHaveProperty("taskId");
    expect(seconds).toBeLessThanOrEqual(2);
  },
);

test.each<[string, NextTask, RegExp, number]>([
  ["fails", { status: "Fail", message: "no disk left" }, /failed at 25% in "Issue Certificate": "no disk left"/, 13],
  ["pauses", { status: "Pause", message: "no disk left" }, /paused at 25% in "Issue Certificate": "no disk left"/, 13],
  ["is listed late and fails", { status: "Fail", seconds: 120, visibleAfterSeconds: 90 }, /failed at/, 124],
])("a task that %s is reported with its instance and ids as soon as that is known", async (_, task, words, most) => {
  cloud.control.nextTask(task);
  const { error, says, state, seconds } = await up(cloud);

  expect([error, state?.sslEnabled, state?.taskId]).toEqual(["TaskFailedError", false, 100001]);
  expect(says).toContain("postgres-emu00001 (ap-guangzhou): turning SSL on for 10.0.0.1 failed. Task 100001 ");
  expect(says).toContain(`(request ${state?.requestId ?? "?"})`);
  expect(says).toMatch(words);
  expect(seconds).toBeLessThanOrEqual(most);
});

test.each<[string, NextTask, string, number]>([
  ["failed", { status: "Fail" }, "TaskFailedError", 2],
  ["failed but took effect", { status: "Fail", effect: "applied" }, "TaskFailedError", 1],
  ["outlasted the user's time", { seconds: 400 }, "TaskTimeoutError", 1],
])(
  "after a task that %s, the state says what is, and the next up, with more time, needs one restart",
  async (...args) => {
    const [, task, name, modifies] = args;
    cloud.control.nextTask(task);
    const { error, state: olds } = await up(cloud);
    const { sslEnabled, caUrl } = instanceOf(cloud);
    const trace = { taskId: 100001, requestId: expect.any(String) as string };
    const ca = sslEnabled && { caUrl, caCertificate: cloud.control.caCertificate() };
    expect(error).toBe(name);
    expect(olds).toEqual({ ...inputsFor(cloud), sslEnabled, ...ca, ...trace, unfinishedChange: true });

    const { state } = await up(cloud, { taskTimeoutSeconds: 600 }, { olds });
    expect(state?.sslEnabled).toBe(true);
    expect(state).not.toHaveProperty("unfinishedChange");
    expect(instanceOf(cloud)).toMatchObject({ modifies, restarts: 1 });
  },
);

test.each<[string, NextTask, string]>([
  ["runs on", { status: "stuck" }, "task 100001 is running at 0%"],
  ["is never listed and has no effect", { ...HIDDEN, effect: "none" }, "DescribeTasks does not list task 100001"],
])("a task that %s ends right at the user's time, with what was last seen of it", async (_, task, words) => {
  cloud.control.nextTask(task);
  const { says, ...run } = await up(cloud);

  expect(run).toMatchObject({ error: "TaskTimeoutError", state: { sslEnabled: false, taskId: 100001 }, seconds: 300 });
  expect(says).toContain(`Last seen: ${words}`);
});

test("a task that could not be looked at in the user's time is reported as accepted", async () => {
  cloud.control.nextTask({ status: "stuck" });
  cloud.control.addFault({ action: "DescribeTasks", skip: 1, times: 1000, fault: { hang: 1000 } });

  const says = expect.stringContaining("Last seen: task 100001 was accepted") as string;
  expect(await up(cloud, { taskTimeoutSeconds: 60 })).toMatchObject({ error: "TaskTimeoutError", says });
});

test.each<[string, NextTask, number, number]>([
  ["succeeds", { effect: "none" }, 300, 40],
  ["does not exist", { ...HIDDEN, taskId: "absent", effect: "none" }, 300, 60],
])("a change without effect, whose task %s, is reported as not done and not sent again", async (...args) => {
  const [, task, taskTimeoutSeconds, least] = args;
  cloud.control.nextTask(task);
  const { says, seconds, ...run } = await up(cloud, { taskTimeoutSeconds });

  expect(run).toMatchObject({ error: "NotVerifiedError", state: { sslEnabled: false }, sent: 1 });
  expect(says).toContain("the cloud reports it as done, but SSL is off");
  expect(seconds).toBeGreaterThanOrEqual(least);
  expect(seconds).toBeLessThanOrEqual(least + 3);
});

test.each<[string, NextTask, string | undefined, string, number]>([
  ["succeeded where the setting is as desired", {}, undefined, "", 15],
  [
    "failed where it is not",
    { seconds: 20, effect: "none" },
    "TaskFailedError",
    'Task 100001 has the status "Cancelled" at 40%',
    35,
  ],
])("a task that ended in a state that nobody documented %s", async (...args) => {
  const [, task, error, words, most] = args;
  cloud.control.nextTask(task);
  listTask(cloud, { Status: "Cancelled", EndTime: "2026-01-01 08:00:05" }, { skip: 1 });
  const { says, seconds, ...run } = await up(cloud);

  expect(run).toMatchObject({ error, state: { sslEnabled: error === undefined, taskId: 100001 } });
  expect(says).toContain(words);
  expect(seconds).toBeLessThan(most);
});

describe("a setting that does not follow its task at once", () => {
  test("is done when it follows in time", async () => {
    cloud.control.nextTask({ effect: "none" });
    setTimeout(() => void cloud.control.changeInstance("postgres-emu00001", { sslEnabled: true }), 30_000);

    expect((await up(cloud)).state?.sslEnabled).toBe(true);
  });

  test("is done when only the looks at it hang, as long as there is time", async () => {
    const action = "DescribeDBInstanceSSLConfig";
    cloud.control.addFault({ action, skip: 1, times: 3, fault: { hang: 1000 } });

    expect((await up(cloud)).state?.sslEnabled).toBe(true);
  });
});
