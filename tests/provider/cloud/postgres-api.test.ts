import { REGION, startVirtualCloud, useVirtualCloud, type VirtualCloud } from "../virtual-cloud";
import { finish, timed } from "../virtual-time";
import type { PostgresApi } from "../../../provider/cloud/postgres-api";
import { EngineGoneError } from "../../../provider/errors/package-errors";
import { Deadline } from "../../../provider/model/deadline";
import { DEFAULT_PACE } from "../../../provider/model/pace";

let cloud: VirtualCloud;
let api: PostgresApi;
let signal: AbortSignal | undefined;
useVirtualCloud((started) => {
  [cloud, signal] = [started, undefined];
  ({ api } = cloud.session().tools);
});
afterEach(() => jest.restoreAllMocks());

const ID = "postgres-emu00001";
const INSTANCE = { region: REGION, dbInstanceId: ID };
type Fault = Parameters<VirtualCloud["control"]["addFault"]>[0]["fault"];
const LIMITED: Fault = { error: { code: "RequestLimitExceeded" } };

function deadline(seconds = 600): Deadline {
  return Deadline.in(seconds, DEFAULT_PACE, signal);
}

function observe(seconds?: number): ReturnType<PostgresApi["describeSslConfig"]> {
  return api.describeSslConfig(INSTANCE, deadline(seconds));
}

function turnOn(seconds?: number): ReturnType<PostgresApi["modifySslConfig"]> {
  return api.modifySslConfig(INSTANCE, { sslEnabled: true, connectAddress: "10.0.0.1" }, deadline(seconds));
}

/** How a call ends, and after how many seconds. */
function ending(call: Promise<unknown>): Promise<{ readonly result: unknown; readonly seconds: number }> {
  return timed(call.catch((error: unknown) => error));
}

function disturb(fault: Fault, times: number, action = "DescribeDBInstanceSSLConfig"): void {
  cloud.control.addFault({ action, times, fault });
}

/** The waits between the requests that were sent, in seconds. */
function waits(): number[] {
  const times = cloud.requests.map(({ second }) => second);
  return times.slice(1).map((second, index) => Math.round((second - (times[index] ?? 0)) * 1000) / 1000);
}

test("what is sent is just what the call needs, to the region of the resource", async () => {
  await finish(observe());
  await finish(turnOn());
  await finish(
    api.modifySslConfig({ ...INSTANCE, dbInstanceId: "postgres-emu00002" }, { sslEnabled: false }, deadline()),
  );
  await finish(api.describeTasks("ap-singapore", { TaskId: 5, Limit: 1 }, deadline()));

  expect(cloud.requests.map(({ action, region, request }) => [action, region, request])).toEqual([
    ["DescribeDBInstanceSSLConfig", REGION, { DBInstanceId: ID }],
    ["ModifyDBInstanceSSLConfig", REGION, { DBInstanceId: ID, SSLEnabled: true, ConnectAddress: "10.0.0.1" }],
    ["ModifyDBInstanceSSLConfig", REGION, { DBInstanceId: "postgres-emu00002", SSLEnabled: false }],
    ["DescribeTasks", "ap-singapore", { TaskId: 5, Limit: 1 }],
  ]);
});

test.each<[string, Fault]>([
  ["a cut connection", { drop: "before" }],
  ["HTTP 503", { http: 503 }],
  ["a page", { body: "<html>" }],
  ["an empty object", { body: "{}" }],
  ["null", { body: "null" }],
  ["an error without a code", { body: '{"Response":{"Error":{"Message":"no"}}}' }],
  ["an error of the cloud", { error: { code: "InternalError" } }],
  ["a status that passes", { error: { code: "OperationDenied.InstanceStatusLimitError" } }],
  ["a task that could not be created", { error: { code: "FailedOperation.FlowCreateError" } }],
])("after %s a read is sent again, six times in all, and a change never without a look", async (_, fault) => {
  disturb(fault, 5);
  expect(await finish(observe())).toEqual({ sslEnabled: false });
  expect(cloud.requests).toHaveLength(6);

  disturb(fault, 1000);
  await expect(finish(observe())).rejects.toMatchObject({ name: "ApiError", verdict: "again" });
  expect(cloud.requests).toHaveLength(12);

  disturb(fault, 1000, "ModifyDBInstanceSSLConfig");
  await expect(finish(turnOn())).rejects.toMatchObject({ name: "ApiError" });
  expect(cloud.requests).toHaveLength(13);
});

describe("a read that fails", () => {
  test.each([
    { random: 0, pauses: [0.5, 1, 2, 4, 8] },
    { random: 0.5, pauses: [0.75, 1.5, 3, 6, 8] },
  ])("is sent again after pauses that double, up to eight seconds, and are never the same: $pauses", async (row) => {
    jest.spyOn(Math, "random").mockReturnValue(row.random);
    disturb({ http: 503 }, 1000);
    await ending(observe());

    expect(waits()).toEqual(row.pauses);
  });

  test("for good is reported at once, with what the SDK threw as its cause", async () => {
    const error = { code: "AuthFailure.SignatureFailure", message: "no" };
    disturb({ error }, 1000);

    await expect(finish(observe())).rejects.toMatchObject({
      message: expect.stringContaining("the SecretKey does not belong to the SecretId") as string,
      cause: error,
    });
    expect(cloud.requests).toHaveLength(1);
  });

  test("because no answer comes is given up after twenty seconds", async () => {
    disturb({ hang: 1000 }, 1);
    const { result, seconds } = await ending(observe());

    expect(result).toEqual({ sslEnabled: false });
    expect(seconds).toBeGreaterThan(20);
    expect(seconds).toBeLessThan(22);
  });
});

describe("a request that comes too soon for the account's limit", () => {
  test("is sent again until it is taken, by the limiter's pace and not after pauses that grow", async () => {
    disturb(LIMITED, 40);
    const { result, seconds } = await ending(observe());

    expect(result).toEqual({ sslEnabled: false });
    expect(cloud.requests).toHaveLength(41);
    expect(seconds).toBeLessThan(30);
  });

  test("leaves a failure that follows its own number of attempts", async () => {
    disturb(LIMITED, 10);
    disturb({ http: 503 }, 5);

    expect(await finish(observe())).toEqual({ sslEnabled: false });
    expect(cloud.requests).toHaveLength(16);
  });

  test("slows the action down, and only that one", async () => {
    disturb(LIMITED, 1);
    await finish(observe());
    const before = cloud.requests.length;
    await finish(Promise.all([observe(), observe(), observe()]));
    const slow = waits().slice(before);
    await finish(Promise.all([1, 2, 3].map(() => api.describeTasks(REGION, {}, deadline()))));

    expect(Math.min(...slow)).toBeGreaterThan(0.06);
    expect(Math.max(...waits().slice(-2))).toBeLessThan(0.06);
  });

  test("leaves four processes that share the limit working, each below its share", async () => {
    cloud = await startVirtualCloud({ rate: 20, instances: 60 });
    const ids = cloud.control.instances().map(({ id }) => id);
    const processes = [1, 2, 3, 4].map(() => cloud.session().tools.api);
    const all = processes.flatMap((process) =>
      ids.map((id) => process.describeSslConfig({ ...INSTANCE, dbInstanceId: id }, deadline())),
    );

    expect((await timed(Promise.all(all))).seconds).toBeLessThan(((4 * ids.length) / 20) * 1.1);
  });
});

test.each<[string, Fault, () => Promise<unknown>, string, number, number]>([
  ["a read that fails is not sent again after its deadline", { http: 503 }, () => observe(1), "again", 1, 1.1],
  ["a read that comes too soon is not sent again after its deadline", LIMITED, () => observe(120), "limited", 120, 122],
  // So that the instance is looked at again.
  ["a change that comes too soon is given up after half a minute", LIMITED, () => turnOn(120), "limited", 30, 33],
])("%s, and never too often", async (_, fault, call, verdict, from, to) => {
  disturb(fault, 10_000);
  disturb(fault, 10_000, "ModifyDBInstanceSSLConfig");
  const { result, seconds } = await ending(call());

  expect(result).toMatchObject({ verdict });
  expect(seconds).toBeGreaterThanOrEqual(from);
  // Where the last attempt comes too soon after the one before, the limiter holds it for a moment.
  expect(seconds).toBeLessThan(to);
  expect(cloud.requests.length).toBeLessThan((to + 10) * 3);
});

test("a change that nobody listens to is sent again: it never left", async () => {
  ({ api } = cloud.session({ env: { TENCENTCLOUD_POSTGRES_ENDPOINT: "http://nobody.test" } }).tools);
  const { result, seconds } = await ending(turnOn());

  expect(result).toMatchObject({ verdict: "again" });
  expect(String(result)).toContain("the endpoint could not be reached");
  expect(seconds).toBeGreaterThanOrEqual(15);
});

test("missing credentials are reported in their own words, at once, and nothing is sent", async () => {
  const env = { TENCENTCLOUD_SECRET_ID: "", TENCENTCLOUD_SECRET_KEY: "", HOME: "/nowhere" };
  ({ api } = cloud.session({ env }).tools);

  expect(await ending(observe())).toMatchObject({ result: { name: "CredentialsError" }, seconds: 0 });
  expect(cloud.requests).toEqual([]);
});

test("an error names the instance that a task was looked up for, and none for a look at one task", async () => {
  disturb({ error: { code: "UnauthorizedOperation" } }, 2, "DescribeTasks");

  await expect(finish(api.describeTasks(REGION, { DBInstanceId: ID }, deadline()))).rejects.toThrow(
    `DescribeTasks of ${ID} (ap-guangzhou)`,
  );
  await expect(finish(api.describeTasks(REGION, { TaskId: 5 }, deadline()))).rejects.toThrow(
    "DescribeTasks (ap-guangzhou)",
  );
});

const ABANDONED =
  /: nobody waited for the reply \[.*the run was cancelled\]\. Run `pulumi up` again: it looks .* first\.$/;

test.each<[string, () => ReturnType<typeof observe> | ReturnType<typeof turnOn>, object]>([
  ["a read is given up", () => observe(), { message: "cancelled by the user" }],
  [
    "the outcome of a change is unknown",
    () => turnOn(),
    { verdict: "unknown", message: expect.stringMatching(ABANDONED) as string },
  ],
])("when the run is cancelled while a request is on its way, %s, at once", async (_, call, result) => {
  const run = new AbortController();
  signal = run.signal;
  for (const action of ["DescribeDBInstanceSSLConfig", "ModifyDBInstanceSSLConfig"]) disturb({ hang: 1000 }, 1, action);
  setTimeout(() => run.abort(new Error("cancelled by the user")), 5000);

  expect(await ending(call())).toMatchObject({ result, seconds: 5 });
});

test("before a change is sent, each time, its last preparations are made; where they fail, it is not sent", async () => {
  const on = { sslEnabled: true, connectAddress: "10.0.0.1" } as const;
  disturb(LIMITED, 2, "ModifyDBInstanceSSLConfig");
  const prepare = jest.fn(() => Promise.resolve());
  await finish(api.modifySslConfig(INSTANCE, on, deadline(), prepare));
  expect([prepare.mock.calls.length, cloud.requests.length]).toEqual([3, 3]);

  const fail = () => Promise.reject(new EngineGoneError());
  await expect(finish(api.modifySslConfig(INSTANCE, on, deadline(), fail))).rejects.toThrow(EngineGoneError);
  expect(cloud.requests).toHaveLength(3);
});

test("a look that goes first goes before all that wait for their turn", async () => {
  const looks = [1, 2, 3].map((TaskId) =>
    api.describeTasks(REGION, { TaskId }, deadline(), { goesFirst: TaskId === 3 }),
  );
  await finish(Promise.all(looks));

  expect(cloud.requests.map(({ request }) => request.TaskId)).toEqual([3, 1, 2]);
});

test("at its deadline a read is still made, a last look, and a change is not", async () => {
  expect(await finish(observe(0))).toEqual({ sslEnabled: false });
  await expect(finish(turnOn(0))).rejects.toThrow("the time is up");
  expect(cloud.actions()).toEqual(["DescribeDBInstanceSSLConfig"]);
});
