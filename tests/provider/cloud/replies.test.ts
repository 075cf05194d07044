import fc from "fast-check";
import { cloudTime, readAcceptedChange, readSslConfig, readTasks } from "../../../provider/cloud/replies";
import { UnreadableReply } from "../../../provider/cloud/reply-fields";
import { INVISIBLE } from "../invisible";

const PEM = "-----BEGIN CERTIFICATE-----\nMIIBAA==\n-----END CERTIFICATE-----";

describe("the SSL configuration", () => {
  test.each([
    [
      "of an instance with SSL off has nothing but that",
      { SSLEnabled: false, CAUrl: "", ConnectAddress: "", RequestId: "r" },
      { sslEnabled: false },
    ],
    [
      "of an instance with SSL on has the address and all that the cloud sends of its CA",
      { SSLEnabled: true, CAUrl: "http://ca/pem", ConnectAddress: "10.0.0.4", CACert: PEM, CAJKS: "…" },
      { sslEnabled: true, connectAddress: "10.0.0.4", caUrl: "http://ca/pem", caCertificate: `${PEM}\n` },
    ],
    ["may lack everything else", { SSLEnabled: true }, { sslEnabled: true }],
    [
      "may have null for everything else",
      { SSLEnabled: true, ConnectAddress: null, CAUrl: null, CACert: null },
      { sslEnabled: true },
    ],
    [
      "has the address in the one spelling that arguments have, so that case is no drift",
      { SSLEnabled: true, ConnectAddress: "2001:DB8:0:0::1" },
      { sslEnabled: true, connectAddress: "2001:db8::1" },
    ],
  ])("%s", (_, reply, config) => {
    expect(readSslConfig(reply)).toStrictEqual(config);
  });

  test.each([
    [undefined, "SSLEnabled should be a boolean, but is nothing"],
    ["true", 'SSLEnabled should be a boolean, but is "true"'],
    [{}, "SSLEnabled should be a boolean, but is a value of type object"],
  ])("is unreadable with SSLEnabled %p: on and off are never guessed", (value, message) => {
    expect(() => readSslConfig({ SSLEnabled: value })).toThrow(new UnreadableReply(message));
  });

  test.each(["ConnectAddress", "CAUrl"])("is unreadable with a %s that is no text", (name) => {
    for (const value of [1, true, [], {}]) {
      expect(() => readSslConfig({ SSLEnabled: true, [name]: value })).toThrow(`${name} should be text, but is `);
    }
  });
});

describe("the CA certificate", () => {
  const OTHER = PEM.replace("MIIBAA", "MIIBBB");
  const RUBBISH = "\u001b[2J-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";

  function certificateIn(CACert: unknown): string | undefined {
    return readSslConfig({ SSLEnabled: true, CACert }).caCertificate;
  }

  test.each([
    ["with its chain, each block on its own lines", PEM + OTHER, `${PEM}\n${OTHER}\n`],
    ["once where the blocks are on their own lines already", `${PEM}\n${OTHER}\n`, `${PEM}\n${OTHER}\n`],
    ["out of whatever stands around it, and nothing else is", `${RUBBISH}Subject: CA\n${PEM}${RUBBISH}`, `${PEM}\n`],
    ["from the first hundred thousand characters", " ".repeat(99_000) + PEM, `${PEM}\n`],
  ])("is taken %s", (_, field, certificate) => {
    expect(certificateIn(field)).toBe(certificate);
  });

  test.each([
    ["no certificate", "MIIBAA=="],
    ["a certificate without content", "-----BEGIN CERTIFICATE----------END CERTIFICATE-----"],
    ["a certificate with a terminal escape inside", PEM.replace("MII", "M\u001b[1mII")],
    ["a certificate larger than any", PEM.replace("MIIBAA", "A".repeat(20_001))],
    ["a certificate after a hundred thousand characters", " ".repeat(100_000) + PEM],
    ["a million beginnings", "-----BEGIN CERTIFICATE-----".repeat(1_000_000)],
    ["a number", 5],
    ["an object", { toString: () => PEM }],
  ])("is left out where the field holds %s; the setting itself stays readable", (_, value) => {
    expect(certificateIn(value)).toBeUndefined();
  });
});

describe("the reply to a change", () => {
  test.each<[unknown, object]>([
    [100016, { taskId: 100016, requestId: "r" }],
    ["12", { taskId: 12, requestId: "r" }],
    ["9007199254740991", { taskId: Number.MAX_SAFE_INTEGER, requestId: "r" }],
    ...[0, "0", "00", undefined, null, ""].map((none): [unknown, object] => [none, { requestId: "r" }]),
  ])("with the task id %j, which may be text as in its sibling actions, is read as %j", (TaskId, accepted) => {
    expect(readAcceptedChange({ TaskId, RequestId: "r" })).toStrictEqual(accepted);
  });

  test.each([-1, 1.5, 2 ** 53, " 12", "12 ", "0x10", "9007199254740992", "1".repeat(17), true, [12]])(
    "is unreadable with the task id %p: no other task is waited for by mistake",
    (TaskId) => {
      expect(() => readAcceptedChange({ TaskId, RequestId: "r" })).toThrow(/^TaskId should be a number, but is /);
    },
  );

  test.each([undefined, null, "", 5, {}])("is unreadable with the request id %p", (RequestId) => {
    expect(() => readAcceptedChange({ TaskId: 1, RequestId })).toThrow(/^RequestId should be text, but is /);
  });
});

describe("the list of tasks", () => {
  const TASK = { TaskId: 100016, Status: "Running" };

  test("has the fields of each task that a wait needs", () => {
    const entry = {
      ...TASK,
      TaskType: "ModifyInstanceSSL",
      DBInstanceId: "postgres-5gevh7gr",
      StartTime: "2024-09-27 16:06:02",
      EndTime: "2024-09-27 16:07:02",
      Progress: 40,
      TaskDetail: { CurrentStep: "Restart", Message: "This task requires a reboot" },
    };

    expect(readTasks({ TotalCount: 7, TaskSet: [entry] })).toEqual({
      totalCount: 7,
      tasks: [
        {
          taskId: 100016,
          taskType: "ModifyInstanceSSL",
          instanceId: "postgres-5gevh7gr",
          status: "Running",
          progress: 40,
          startedAtMs: Date.UTC(2024, 8, 27, 8, 6, 2),
          endedAtMs: Date.UTC(2024, 8, 27, 8, 7, 2),
          step: "Restart",
          message: "This task requires a reboot",
        },
      ],
    });
  });

  test.each([undefined, null, "2", {}])("counts its own tasks where the total is %p", (TotalCount) => {
    expect(readTasks({ TotalCount, TaskSet: [TASK, TASK] }).totalCount).toBe(2);
  });

  test.each([
    {},
    { TaskId: "100016" },
    { TaskDetail: null },
    { TaskDetail: { CurrentStep: "", Message: "" } },
    { Progress: "40" },
    { StartTime: "", EndTime: "" },
    { StartTime: "0000-00-00 00:00:00", EndTime: "0000-00-00 00:00:00" },
  ])("takes a task with %j for one that has only an id and a state, and runs", (fields) => {
    expect(readTasks({ TaskSet: [{ ...TASK, ...fields }] }).tasks).toStrictEqual([
      { taskId: 100016, status: "Running", taskType: "", instanceId: "", progress: 0, startedAtMs: 0, endedAtMs: 0 },
    ]);
  });

  test.each([
    [{ TaskSet: undefined }, "TaskSet should be a list, but is nothing"],
    [{ TaskSet: ["task"] }, 'TaskSet\'s entry should be an object, but is "task"'],
    [{ TaskSet: [null] }, "TaskSet's entry should be an object, but is null"],
    [{ TaskSet: [{ ...TASK, TaskId: undefined }] }, "TaskId should be a number, but is nothing"],
    [{ TaskSet: [{ ...TASK, Status: "" }] }, 'Status should be text, but is ""'],
    [{ TaskSet: [{ ...TASK, TaskDetail: "{}" }] }, 'TaskDetail should be an object, but is "{}"'],
    [{ TaskSet: [{ ...TASK, TaskType: 5 }] }, "TaskType should be text, but is 5"],
    [{ TaskSet: [{ ...TASK, DBInstanceId: [] }] }, "DBInstanceId should be text, but is a list"],
    [{ TaskSet: [{ ...TASK, StartTime: 5 }] }, "StartTime should be text, but is 5"],
    [{ TaskSet: [{ ...TASK, TaskDetail: { CurrentStep: 5 } }] }, "CurrentStep should be text, but is 5"],
    [{ TaskSet: [{ ...TASK, TaskDetail: { Message: {} } }] }, "Message should be text, but is a value of type object"],
  ])("of %j is unreadable as a whole: a task is never overlooked", (reply, message) => {
    expect(() => readTasks(reply)).toThrow(new UnreadableReply(message));
    expect(() => readTasks(reply)).toThrow(UnreadableReply);
  });
});

describe("the clock of tasks", () => {
  test("is UTC+8 everywhere, in whole seconds cut off, so that a listing from that time misses nothing", () => {
    expect(cloudTime.parse("2024-09-27 13:14:13")).toBe(Date.UTC(2024, 8, 27, 5, 14, 13));
    expect(cloudTime.format(Date.UTC(2024, 8, 27, 5, 14, 13))).toBe("2024-09-27 13:14:13");
    expect(cloudTime.format(Date.UTC(2024, 8, 27, 5, 14, 13, 999))).toBe("2024-09-27 13:14:13");
  });

  test("gives every whole second again after it was written for the API", () => {
    const seconds = fc.integer({ min: Date.UTC(1970, 0, 2) / 1000, max: Date.UTC(9999, 11, 30) / 1000 });
    fc.assert(
      fc.property(seconds, (second) => expect(cloudTime.parse(cloudTime.format(second * 1000))).toBe(second * 1000)),
    );
  });

  test.each([
    "2024-09-27T13:14:13",
    " 2024-09-27 13:14:13",
    "2024-09-27 13:14:13 +08:00",
    "0000-00-00 00:00:00",
    "2024-09-27 25:00:00",
  ])("takes %j, which is no time, for the time 0 and never for one that seems right", (text) => {
    expect(cloudTime.parse(text)).toBe(0);
  });
});

describe("any reply", () => {
  const READERS = [readSslConfig, readAcceptedChange, readTasks];

  test.each([undefined, null, "text", 1, true, [], [{}]])("is unreadable where it is %j", (reply) => {
    for (const read of READERS) expect(() => read(reply)).toThrow(/^the reply should be an object, but is /);
  });

  test("never brings control characters or megabytes to the state or the terminal", () => {
    const evil = `\u001b[2j${"x".repeat(1_000_000)}`;
    const cut = (length: number): string => `\\u{1b}[2j${"x".repeat(length - 4)}…`;
    const detail = { CurrentStep: evil, Message: evil };
    const task = { TaskId: 1, TaskType: evil, DBInstanceId: evil, Status: evil, TaskDetail: detail };

    expect(readSslConfig({ SSLEnabled: true, ConnectAddress: evil, CAUrl: evil })).toEqual({
      sslEnabled: true,
      connectAddress: cut(255),
      caUrl: cut(2048),
    });
    expect(readAcceptedChange({ RequestId: evil })).toEqual({ requestId: cut(100) });
    expect(readTasks({ TaskSet: [task] }).tasks).toMatchObject([
      { taskType: cut(100), instanceId: cut(60), status: cut(60), step: cut(200), message: cut(500) },
    ]);
  });

  test("has its prototype keys not read", () => {
    const reply: unknown = JSON.parse('{"__proto__":{"SSLEnabled":true,"RequestId":"r","TaskSet":[]}}');

    for (const read of READERS) expect(() => read(reply)).toThrow(UnreadableReply);
  });

  test("becomes a value, or an error that is fit to print", () => {
    const field = fc.oneof(fc.anything(), fc.string({ unit: "binary" }));
    const names = ["SSLEnabled", "ConnectAddress", "CAUrl", "CACert", "TaskId", "RequestId", "TaskSet", "TotalCount"];
    const reply = fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...names), field));
    fc.assert(
      fc.property(reply, (content) => {
        for (const read of READERS) {
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
