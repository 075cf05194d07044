import fc from "fast-check";
import {
  cloudTime,
  readAcceptedChange,
  readSslConfig,
  readTasks,
  UnreadableReply,
} from "../../../provider/cloud/replies";
import { INVISIBLE } from "../invisible";

const TASK = {
  TaskId: 100016,
  TaskType: "ModifyInstanceSSL",
  DBInstanceId: "postgres-5gevh7gr",
  StartTime: "2024-09-27 16:06:02",
  Status: "Running",
  Progress: 40,
  TaskDetail: { CurrentStep: "Restart", Message: "This task requires a reboot" },
};

function readTask(fields: object): unknown {
  return readTasks({ TaskSet: [{ ...TASK, ...fields }], TotalCount: 1 }).tasks[0];
}

test("has the fields of each task that a wait needs", () => {
  expect(readTasks({ TotalCount: 7, TaskSet: [TASK] })).toEqual({
    totalCount: 7,
    tasks: [
      {
        taskId: 100016,
        taskType: "ModifyInstanceSSL",
        instanceId: "postgres-5gevh7gr",
        status: "Running",
        progress: 40,
        startedAtMs: Date.UTC(2024, 8, 27, 8, 6, 2),
        endedAtMs: 0,
        step: "Restart",
        message: "This task requires a reboot",
      },
    ],
  });
});

test("may be empty, as long as the cloud does not list the task", () => {
  expect(readTasks({ TotalCount: 0, TaskSet: [] })).toEqual({ totalCount: 0, tasks: [] });
});

test.each([undefined, null, "2", {}])("counts its own tasks where the total is %p", (TotalCount) => {
  expect(readTasks({ TotalCount, TaskSet: [TASK, TASK] }).totalCount).toBe(2);
});

test("accepts a task with few fields", () => {
  const { tasks } = readTasks({ TaskSet: [{ TaskId: "5", Status: "Running" }] });

  expect(tasks).toEqual([
    { taskId: 5, status: "Running", taskType: "", instanceId: "", progress: 0, startedAtMs: 0, endedAtMs: 0 },
  ]);
});

test.each([null, undefined, {}, { CurrentStep: "", Message: "" }, { CurrentStep: null }])(
  "takes a task with the detail %j for one without step and message",
  (TaskDetail) => {
    const task = readTask({ TaskDetail });

    expect(task).not.toHaveProperty("step");
    expect(task).not.toHaveProperty("message");
  },
);

test.each(["40", null, {}])("reads a progress of %j as none", (Progress) => {
  expect(readTask({ Progress })).toMatchObject({ progress: 0 });
});

test.each([
  ["TaskSet", { TaskSet: undefined }, "TaskSet should be a list, but is nothing"],
  ["TaskSet", { TaskSet: { 0: TASK } }, "TaskSet should be a list, but is a value of type object"],
  ["an entry", { TaskSet: ["task"] }, 'TaskSet\'s entry should be an object, but is "task"'],
  ["an entry", { TaskSet: [null] }, "TaskSet's entry should be an object, but is null"],
  ["TaskId", { TaskSet: [{ ...TASK, TaskId: undefined }] }, "TaskId should be a number, but is nothing"],
  ["TaskId", { TaskSet: [{ ...TASK, TaskId: -5 }] }, "TaskId should be a number, but is -5"],
  ["Status", { TaskSet: [{ ...TASK, Status: "" }] }, 'Status should be text, but is ""'],
  ["Status", { TaskSet: [{ ...TASK, Status: 1 }] }, "Status should be text, but is 1"],
  ["TaskDetail", { TaskSet: [{ ...TASK, TaskDetail: "{}" }] }, 'TaskDetail should be an object, but is "{}"'],
  ["TaskDetail", { TaskSet: [{ ...TASK, TaskDetail: [] }] }, "TaskDetail should be an object, but is a list"],
  ["TaskType", { TaskSet: [{ ...TASK, TaskType: 5 }] }, "TaskType should be text, but is 5"],
  ["DBInstanceId", { TaskSet: [{ ...TASK, DBInstanceId: [] }] }, "DBInstanceId should be text, but is a list"],
  ["StartTime", { TaskSet: [{ ...TASK, StartTime: 5 }] }, "StartTime should be text, but is 5"],
  ["CurrentStep", { TaskSet: [{ ...TASK, TaskDetail: { CurrentStep: 5 } }] }, "CurrentStep should be text, but is 5"],
  ["Message", { TaskSet: [{ ...TASK, TaskDetail: { Message: {} } }] }, "Message should be text, but is a value of"],
])("is unreadable as a whole with a wrong %s: a task is never overlooked", (_, reply, message) => {
  expect(() => readTasks(reply)).toThrow(message);
  expect(() => readTasks(reply)).toThrow(UnreadableReply);
});

test("never takes control characters or megabytes from a task to the terminal", () => {
  const evil = `\u001b[2J${"x".repeat(1_000_000)}`;
  const task = readTask({
    TaskType: evil,
    DBInstanceId: evil,
    Status: evil,
    TaskDetail: { CurrentStep: evil, Message: evil },
  }) as object;

  expect(Object.values(task).join("")).not.toMatch(INVISIBLE);
  expect(Object.values(task).join("").length).toBeLessThan(1000);
});

test("knows when a task ended, in any state; without a valid time, it runs", () => {
  const endedAtMs = (EndTime: unknown): number | undefined =>
    readTasks({ TaskSet: [{ ...TASK, EndTime }] }).tasks[0]?.endedAtMs;

  expect(endedAtMs("2024-09-27 16:07:02")).toBe(1727424422000);
  expect(["", undefined, "0000-00-00 00:00:00"].map(endedAtMs)).toEqual([0, 0, 0]);
});

test("the cloud's clock is UTC+8 everywhere: a task that starts at 13:14:13 starts at 05:14:13 UTC", () => {
  expect(cloudTime.parse("2024-09-27 13:14:13")).toBe(1_727_414_053_000);
  expect(cloudTime.format(1_727_414_053_000)).toBe("2024-09-27 13:14:13");
});

test("every whole second is found again after it was written for the API", () => {
  const seconds = fc.integer({ min: Date.UTC(1970, 0, 2) / 1000, max: Date.UTC(9999, 11, 30) / 1000 });
  fc.assert(
    fc.property(seconds, (second) => expect(cloudTime.parse(cloudTime.format(second * 1000))).toBe(second * 1000)),
  );
});

test("a part of a second is cut off, so that a listing from that time misses nothing", () => {
  expect(cloudTime.format(1_727_414_053_999)).toBe("2024-09-27 13:14:13");
});

test.each([
  "",
  "2024-09-27",
  "2024-09-27T13:14:13",
  " 2024-09-27 13:14:13",
  "2024-09-27 13:14:13 +08:00",
  "0000-00-00 00:00:00",
  "2024-13-01 00:00:00",
  "2024-09-27 25:00:00",
  "27.09.2024 13:14:13",
  "yesterday",
])("%j, which is no time, is the time 0 and never one that seems right", (text) => {
  expect(cloudTime.parse(text)).toBe(0);
});

const NO_OBJECTS = [undefined, null, "text", 1, true, [], [{}]];

test.each(NO_OBJECTS)("%j is unreadable for every action", (reply) => {
  for (const read of [readSslConfig, readAcceptedChange, readTasks]) {
    expect(() => read(reply)).toThrow(/^the reply should be an object, but is /);
  }
});

test("prototype keys in a reply are neither read nor passed on", () => {
  const reply = JSON.parse(
    '{"__proto__":{"SSLEnabled":true,"RequestId":"r","TaskSet":[]},"constructor":{"SSLEnabled":true}}',
  ) as object;

  expect(Object.keys(readSslConfig({ ...reply, SSLEnabled: false }))).toEqual(["sslEnabled"]);
  expect(({} as Record<string, unknown>).SSLEnabled).toBeUndefined();
  for (const read of [readSslConfig, readAcceptedChange, readTasks]) {
    expect(() => read(reply)).toThrow(UnreadableReply);
  }
});

test("whatever arrives, the answer is a value or an error that is fit to print", () => {
  const field = fc.oneof(fc.anything(), fc.string({ unit: "binary" }));
  const names = ["SSLEnabled", "ConnectAddress", "CAUrl", "CACert", "TaskId", "RequestId", "TaskSet", "TotalCount"];
  const reply = fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...names), field));
  fc.assert(
    fc.property(reply, (content) => {
      for (const read of [readSslConfig, readAcceptedChange, readTasks]) {
        try {
          read(content);
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableReply);
          expect((error as Error).message).not.toMatch(INVISIBLE);
        }
      }
    }),
  );
});
