import { REGION, startVirtualCloud, useVirtualCloud, type VirtualCloud } from "../virtual-cloud";
import { ending, finish, timed } from "../virtual-time";
import { setTimeout as sleep } from "node:timers/promises";
import type { PostgresApi } from "../../../provider/cloud/postgres-api";
import { EngineGoneError } from "../../../provider/errors/package-errors";
import { Budget, type Limits } from "../../../provider/time/budget";

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

function limits(seconds = 600): Limits {
  return { budget: new Budget(seconds), signal };
}

function observe(seconds?: number): ReturnType<PostgresApi["describeSslConfig"]> {
  return api.describeSslConfig(INSTANCE, limits(seconds));
}

function turnOn(seconds?: number): ReturnType<PostgresApi["modifySslConfig"]> {
  return api.modifySslConfig(INSTANCE, { sslEnabled: true, connectAddress: "10.0.0.1" }, limits(seconds));
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
    api.modifySslConfig({ ...INSTANCE, dbInstanceId: "postgres-emu00002" }, { sslEnabled: false }, limits()),
  );
  await finish(api.describeTasks("ap-singapore", { TaskId: 5, Limit: 1 }, limits()));

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
  ["an error without a code", { body: '{"Response":{"Error":{"Message":"no"}}}' }],
  ["an error of the cloud", { error: { code: "InternalError" } }],
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

  test("for good is reported at once, with what is known of the request as its cause", async () => {
    const error = { code: "AuthFailure.SignatureFailure", message: "no" };
    disturb({ error }, 1000);

    await expect(finish(observe())).rejects.toMatchObject({
      message: expect.stringContaining("the SecretKey does not belong to the SecretId") as string,
      cause: { facts: { code: error.code, words: "no" } },
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

  test("slows the action down, and only that one", async () => {
    disturb(LIMITED, 1);
    await finish(observe());
    const before = cloud.requests.length;
    await finish(Promise.all([observe(), observe(), observe()]));
    const slow = waits().slice(before);
    await finish(Promise.all([1, 2, 3].map(() => api.describeTasks(REGION, {}, limits()))));

    expect(Math.min(...slow)).toBeGreaterThan(0.06);
    expect(Math.max(...waits().slice(-2))).toBeLessThan(0.06);
  });

  test("leaves four processes that share the limit working, each below its share", async () => {
    cloud = await startVirtualCloud({ rate: 20, instances: 60 });
    const ids = cloud.control.instances().map(({ id }) => id);
    const processes = [1, 2, 3, 4].map(() => cloud.session().tools.api);
    const all = processes.flatMap((process) =>
      ids.map((id) => process.describeSslConfig({ ...INSTANCE, dbInstanceId: id }, limits())),
    );

    expect((await timed(Promise.all(all))).seconds).toBeLessThan(((4 * ids.length) / 20) * 1.1);
  });
});

test.each<[string, Fault, () => Promise<unknown>, string, number, number]>([
  ["a read that fails is not sent again after its deadline", { http: 503 }, () => observe(1), "again", 1, 1.1],
  ["a read that comes too soon is not sent again after its deadline", LIMITED, () => observe(120), "limited", 120, 122],
  [
    "a change that comes too soon is not sent again after its deadline",
    LIMITED,
    () => turnOn(120),
    "limited",
    120,
    122,
  ],
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

function leadNowhere(): void {
  ({ api } = cloud.session({ env: { TENCENTCLOUD_POSTGRES_ENDPOINT: "http://nobody.test" } }).tools);
}

test("a change that nobody listens to is sent again: it never left", async () => {
  leadNowhere();
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

describe("when the run is cancelled", () => {
  const CANCELLED = new Error("cancelled by the user");
  const abandoned =
    /: nobody waited for the reply \[.*the run was cancelled\]\. Run `pulumi up` again: it looks .* first\.$/;
  const message = expect.stringMatching(abandoned) as string;

  test.each<[string, () => Promise<unknown>, () => void, object]>([
    ["a read is given up", observe, () => undefined, CANCELLED],
    ["the outcome of a change on its way is unknown", turnOn, () => undefined, { message, cause: CANCELLED }],
    ["a change that never left is given up", turnOn, leadNowhere, CANCELLED],
  ])("%s, at once", async (_, call, arrange, result) => {
    arrange();
    const run = new AbortController();
    signal = run.signal;
    for (const action of ["DescribeDBInstanceSSLConfig", "ModifyDBInstanceSSLConfig"])
      disturb({ hang: 1000 }, 1, action);
    setTimeout(() => run.abort(CANCELLED), 5000);

    expect(await ending(call())).toMatchObject({ result, seconds: 5 });
  });
});

describe("the last preparations of a change", () => {
  const change = (prepare: () => Promise<void>, seconds = 600) =>
    finish(api.modifySslConfig(INSTANCE, { sslEnabled: false }, limits(seconds), { mayBeSent: prepare }));

  test("are made each time right before it is sent, and where they fail, it is not", async () => {
    disturb(LIMITED, 2, "ModifyDBInstanceSSLConfig");
    const prepare = jest.fn(() => Promise.resolve());
    await change(prepare);
    expect([prepare.mock.calls.length, cloud.requests.length]).toEqual([3, 3]);

    await expect(change(() => Promise.reject(new EngineGoneError()))).rejects.toThrow(EngineGoneError);
    expect(cloud.requests).toHaveLength(3);
  });

  test("may take so long that the change is no longer sent", async () => {
    await expect(change(() => sleep(20_000), 10)).rejects.toThrow("the time is up");
    expect(cloud.requests).toEqual([]);
  });
});

test("requests have their turn in order, but one that goes first or came too soon is the next", async () => {
  const look = (TaskId: number, goesFirst?: boolean) => api.describeTasks(REGION, { TaskId }, limits(), { goesFirst });
  disturb(LIMITED, 1, "DescribeTasks");
  await finish(Promise.all([look(1), look(2), look(3, true), look(4)]));

  expect(cloud.requests.map(({ request }) => request.TaskId)).toEqual([3, 3, 1, 2, 4]);
});

test("at its deadline a read is still made, a last look, and a change is not", async () => {
  expect(await finish(Promise.all([observe(0), observe(0)]))).toEqual([{ sslEnabled: false }, { sslEnabled: false }]);
  await expect(finish(turnOn(0))).rejects.toThrow("the time is up");
  expect(cloud.actions()).toEqual(["DescribeDBInstanceSSLConfig", "DescribeDBInstanceSSLConfig"]);
});
