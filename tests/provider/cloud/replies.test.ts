import fc from "fast-check";
import { readAcceptedChange, readSslConfig, readTasks, UnreadableReply } from "../../../provider/cloud/replies";

const PEM = "-----BEGIN CERTIFICATE-----\nMIIBAA==\n-----END CERTIFICATE-----";
const TASK = {
  TaskId: 100016,
  TaskType: "ModifyInstanceSSL",
  DBInstanceId: "postgres-5gevh7gr",
  StartTime: "2024-09-27 16:06:02",
  Status: "Running",
  Progress: 40,
  TaskDetail: { CurrentStep: "Restart", Message: "This task requires a reboot" },
};

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const NO_OBJECTS = [undefined, null, "text", 1, true, [], [{}]];

function readTask(fields: object): unknown {
  return readTasks({ TaskSet: [{ ...TASK, ...fields }], TotalCount: 1 }).tasks[0];
}

describe("the SSL configuration", () => {
  test("of an instance with SSL off has nothing but that", () => {
    expect(readSslConfig({ SSLEnabled: false, CAUrl: "", ConnectAddress: "", RequestId: "r" })).toEqual({
      sslEnabled: false,
    });
  });

  test("of an instance with SSL on has the address and all that the cloud sends of its CA", () => {
    const reply = { SSLEnabled: true, CAUrl: "http://ca/pem", ConnectAddress: "10.0.0.4", CACert: PEM, CAJKS: "…" };

    expect(readSslConfig(reply)).toEqual({
      sslEnabled: true,
      connectAddress: "10.0.0.4",
      caUrl: "http://ca/pem",
      caCertificate: `${PEM}\n`,
    });
  });

  test("has the address in the one spelling that arguments have, so that case is no drift", () => {
    expect(readSslConfig({ SSLEnabled: true, ConnectAddress: "DB.Example.COM" }).connectAddress).toBe("db.example.com");
    expect(readSslConfig({ SSLEnabled: true, ConnectAddress: "2001:DB8::1" }).connectAddress).toBe("2001:db8::1");
  });

  test.each(["ConnectAddress", "CAUrl", "CACert"])("may lack %s, or have null there", (name) => {
    expect(readSslConfig({ SSLEnabled: true, [name]: null })).toEqual({ sslEnabled: true });
    expect(readSslConfig({ SSLEnabled: true })).toEqual({ sslEnabled: true });
  });

  test.each([
    [undefined, "SSLEnabled should be a boolean, but is nothing"],
    [null, "SSLEnabled should be a boolean, but is null"],
    ["true", 'SSLEnabled should be a boolean, but is "true"'],
    [1, "SSLEnabled should be a boolean, but is 1"],
    [{}, "SSLEnabled should be a boolean, but is a value of type object"],
  ])("is unreadable with SSLEnabled %p: on and off are never guessed", (value, message) => {
    expect(() => readSslConfig({ SSLEnabled: value })).toThrow(new UnreadableReply(message));
  });

  test.each(["ConnectAddress", "CAUrl"])("is unreadable with a %s that is no text", (name) => {
    for (const value of [1, true, [], {}]) {
      expect(() => readSslConfig({ SSLEnabled: true, [name]: value })).toThrow(`${name} should be text, but is `);
    }
  });

  test("never takes control characters or megabytes into the state", () => {
    const config = readSslConfig({
      SSLEnabled: true,
      ConnectAddress: "\u001b[2j".repeat(1_000_000),
      CAUrl: `http://ca/\u0007${"x".repeat(10_000_000)}`,
    });

    expect(config.connectAddress).toMatch(/^\\u\{1b\}\[2j/);
    expect(config.caUrl).toMatch(/^http:\/\/ca\/\\u\{7\}x/);
    expect(Object.values(config).join("")).not.toMatch(INVISIBLE);
    expect(config.connectAddress?.length).toBeLessThan(255 * 6);
    expect(config.caUrl?.length).toBeLessThan(2100);
  });
});

describe("the CA certificate", () => {
  function certificateIn(CACert: unknown): string | undefined {
    return readSslConfig({ SSLEnabled: true, CACert }).caCertificate;
  }

  test("is taken with its chain, each block on its own lines", () => {
    const other = PEM.replace("MIIBAA", "MIIBBB");

    expect(certificateIn(`${PEM}\n${other}\n`)).toBe(`${PEM}\n${other}\n`);
    expect(certificateIn(PEM + other)).toBe(`${PEM}\n${other}\n`);
  });

  test("is taken out of whatever stands around it, and nothing else is", () => {
    const rubbish = "\u001b[2J-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";

    expect(certificateIn(`${rubbish}Subject: CA\n${PEM}${rubbish}`)).toBe(`${PEM}\n`);
  });

  test("keeps the line breaks that it came with", () => {
    const crlf = PEM.replaceAll("\n", "\r\n");

    expect(certificateIn(crlf)).toBe(`${crlf}\n`);
  });

  test.each([
    ["no certificate", "MIIBAA=="],
    ["an empty text", ""],
    ["a certificate without an end", PEM.slice(0, -5)],
    ["a certificate without content", "-----BEGIN CERTIFICATE----------END CERTIFICATE-----"],
    ["a certificate with a terminal escape inside", PEM.replace("MII", "M\u001b[1mII")],
    ["a certificate larger than any", PEM.replace("MIIBAA", "A".repeat(20_001))],
    ["a number", 5],
    ["a list", [PEM]],
    ["an object", { toString: () => PEM }],
  ])("is left out where the field holds %s; the setting itself stays readable", (_, value) => {
    expect(certificateIn(value)).toBeUndefined();
  });

  test("of an unusual size is still taken", () => {
    const large = PEM.replace("MIIBAA==\n", "A".repeat(19_000));

    expect(certificateIn(large)).toBe(`${large}\n`);
  });

  test("is looked for in the first hundred thousand characters only", () => {
    expect(certificateIn(" ".repeat(99_000) + PEM)).toBe(`${PEM}\n`);
    expect(certificateIn(" ".repeat(100_000) + PEM)).toBeUndefined();
    expect(certificateIn("-----BEGIN CERTIFICATE-----".repeat(1_000_000))).toBeUndefined();
  });
});

describe("the reply to a change", () => {
  test("names task and request", () => {
    expect(readAcceptedChange({ TaskId: 100016, RequestId: "e39921c1" })).toEqual({
      taskId: 100016,
      requestId: "e39921c1",
    });
  });

  test.each([0, "0", "00", undefined, null, ""])("with the task id %j names no task", (TaskId) => {
    expect(readAcceptedChange({ TaskId, RequestId: "e39921c1" })).toEqual({ requestId: "e39921c1" });
    expect(readAcceptedChange({ RequestId: "e39921c1" })).toEqual({ requestId: "e39921c1" });
  });

  test("may have the task id as text, as its sibling actions have", () => {
    expect(readAcceptedChange({ TaskId: "12", RequestId: "r" }).taskId).toBe(12);
    expect(readAcceptedChange({ TaskId: "9007199254740991", RequestId: "r" }).taskId).toBe(Number.MAX_SAFE_INTEGER);
  });

  test.each([
    -1,
    "-1",
    1.5,
    "1.5",
    "12 ",
    " 12",
    "0x10",
    "1e3",
    "twelve",
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    "9007199254740992",
    "1".repeat(17),
    true,
    [12],
    {},
  ])("is unreadable with the task id %p: no other task is waited for by mistake", (TaskId) => {
    expect(() => readAcceptedChange({ TaskId, RequestId: "r" })).toThrow(/^TaskId should be a number, but is /);
  });

  test.each([undefined, null, "", 5, {}])("is unreadable with the request id %p", (RequestId) => {
    expect(() => readAcceptedChange({ TaskId: 1, RequestId })).toThrow(/^RequestId should be text, but is /);
  });

  test("has a request id that can be shown and stored", () => {
    const { requestId } = readAcceptedChange({ RequestId: `\u001b${"r".repeat(10_000)}` });

    expect(requestId).toBe(`\\u{1b}${"r".repeat(99)}…`);
  });
});

describe("a list of tasks", () => {
  test("has what a wait needs of each task", () => {
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

  test("takes a task that says little for one that says nothing wrong", () => {
    const { tasks } = readTasks({ TaskSet: [{ TaskId: "5", Status: "Running" }] });

    expect(tasks).toEqual([
      { taskId: 5, status: "Running", taskType: "", instanceId: "", progress: 0, startedAtMs: 0 },
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

  test.each(["40", null, {}])("takes a progress of %j for none", (Progress) => {
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
});

describe("replies that are something else", () => {
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
});
