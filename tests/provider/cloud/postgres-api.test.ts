import { REGION, startVirtualCloud, type VirtualCloud } from "../virtual-cloud";
import { finish, timed, useVirtualTime } from "../virtual-time";
import type { PostgresApi } from "../../../provider/cloud/postgres-api";
import { Deadline } from "../../../provider/model/deadline";
import { DEFAULT_PACE } from "../../../provider/model/pace";

useVirtualTime();
let cloud: VirtualCloud;
let api: PostgresApi;
beforeEach(async () => {
  cloud = await startVirtualCloud();
  ({ api } = cloud.session().tools);
});

const ID = "postgres-emu00001";
const INSTANCE = { region: REGION, dbInstanceId: ID };
const ON = { sslEnabled: true, connectAddress: "10.0.0.1" } as const;
type Fault = Parameters<VirtualCloud["control"]["addFault"]>[0]["fault"];

function deadline(seconds = 600): Deadline {
  return Deadline.in(seconds, DEFAULT_PACE);
}

function observe(seconds?: number): ReturnType<PostgresApi["describeSslConfig"]> {
  return api.describeSslConfig(INSTANCE, deadline(seconds));
}

function disturb(fault: Fault, times: number, action = "DescribeDBInstanceSSLConfig"): void {
  cloud.control.addFault({ action, times, fault });
}

/** The waits between the requests that were sent, in seconds. */
function waits(): number[] {
  const times = cloud.requests.map(({ second }) => second);
  return times.slice(1).map((second, index) => Math.round((second - (times[index] ?? 0)) * 1000) / 1000);
}

describe("what is sent", () => {
  test("for a look at the setting is the instance", async () => {
    await finish(observe());

    expect(cloud.requests).toMatchObject([
      { action: "DescribeDBInstanceSSLConfig", region: REGION, request: { DBInstanceId: ID } },
    ]);
  });

  test("for turning SSL on is the instance and the address, for turning it off no address", async () => {
    await finish(api.modifySslConfig(INSTANCE, ON, deadline()));
    await finish(
      api.modifySslConfig({ ...INSTANCE, dbInstanceId: "postgres-emu00002" }, { sslEnabled: false }, deadline()),
    );

    expect(cloud.requests.map(({ request }) => request)).toEqual([
      { DBInstanceId: ID, SSLEnabled: true, ConnectAddress: "10.0.0.1" },
      { DBInstanceId: "postgres-emu00002", SSLEnabled: false },
    ]);
  });

  test("for a look at tasks is the query as it is", async () => {
    await finish(api.describeTasks(REGION, { TaskId: 5, Limit: 1 }, deadline()));

    expect(cloud.requests).toMatchObject([{ action: "DescribeTasks", request: { TaskId: 5, Limit: 1 } }]);
  });

  test("goes to the region of the resource, whichever it is", async () => {
    await finish(api.describeTasks("ap-singapore", { Limit: 1 }, deadline()));
    await finish(api.describeTasks(REGION, { Limit: 1 }, deadline()));

    expect(cloud.requests.map(({ region }) => region)).toEqual(["ap-singapore", REGION]);
  });
});

describe("a read that fails", () => {
  test.each<[string, Fault]>([
    ["a cut connection", { drop: "before" }],
    ["HTTP 503", { http: 503 }],
    ["a page", { body: "<html>" }],
    ["an error of the cloud", { error: { code: "InternalError" } }],
    ["a status that passes", { error: { code: "OperationDenied.InstanceStatusLimitError" } }],
  ])("by %s is sent again, six times in all", async (_, fault) => {
    disturb(fault, 5);
    expect(await finish(observe())).toEqual({ sslEnabled: false });
    expect(cloud.requests).toHaveLength(6);

    disturb(fault, 1000);
    await expect(finish(observe())).rejects.toMatchObject({ name: "ApiError", verdict: "again" });
    expect(cloud.requests).toHaveLength(12);
  });

  test("is sent again after pauses that double, from half a second to eight, and are never the same", async () => {
    jest.spyOn(Math, "random").mockReturnValue(0);
    disturb({ http: 503 }, 1000);
    await finish(observe().catch(() => undefined));
    expect(waits()).toEqual([0.5, 1, 2, 4, 8]);

    jest.spyOn(Math, "random").mockReturnValue(0.5);
    await finish(observe().catch(() => undefined));
    expect(waits().slice(6)).toEqual([0.75, 1.5, 3, 6, 8]);
    jest.restoreAllMocks();
  });

  test("for good is reported at once", async () => {
    disturb({ error: { code: "AuthFailure.SignatureFailure" } }, 1000);

    await expect(finish(observe())).rejects.toThrow("the SecretKey does not belong to the SecretId");
    expect(cloud.requests).toHaveLength(1);
  });

  test("is not sent again after the deadline", async () => {
    disturb({ http: 503 }, 1000);
    const { seconds } = await timed(observe(1).catch(() => undefined));

    // Where the last attempt comes too soon after the one before, the limiter holds it for a moment.
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThan(1.1);
  });

  test("because no answer comes is given up after twenty seconds", async () => {
    disturb({ hang: 1000 }, 1);
    const { result, seconds } = await timed(observe());

    expect(result).toEqual({ sslEnabled: false });
    expect(seconds).toBeGreaterThan(20);
    expect(seconds).toBeLessThan(22);
  });
});

describe("a request that comes too soon for the account's limit", () => {
  test.each(["RequestLimitExceeded", "RequestLimitExceeded.UinLimitExceeded"])(
    "is sent again until it is taken (%s), by the limiter's pace and not after pauses that grow",
    async (code) => {
      disturb({ error: { code } }, 40);
      const { result, seconds } = await timed(observe());

      expect(result).toEqual({ sslEnabled: false });
      expect(cloud.requests).toHaveLength(41);
      expect(seconds).toBeLessThan(30);
    },
  );

  test("is not sent again after the deadline, and never too often", async () => {
    disturb({ error: { code: "RequestLimitExceeded" } }, 10_000);
    const { result, seconds } = await timed(
      api.describeSslConfig(INSTANCE, deadline(120)).catch((error: unknown) => error),
    );

    expect(result).toMatchObject({ verdict: "limited" });
    expect(seconds).toBeGreaterThanOrEqual(120);
    expect(seconds).toBeLessThan(122);
    expect(cloud.requests.length).toBeLessThan(120 * 3);
  });

  test("is given up after half a minute when it is a change, so that the instance is looked at again", async () => {
    disturb({ error: { code: "RequestLimitExceeded" } }, 10_000, "ModifyDBInstanceSSLConfig");
    const { result, seconds } = await timed(
      api.modifySslConfig(INSTANCE, ON, deadline(120)).catch((error: unknown) => error),
    );

    expect(result).toMatchObject({ verdict: "limited" });
    expect(seconds).toBeGreaterThanOrEqual(30);
    expect(seconds).toBeLessThan(33);
  });

  test("leaves a failure that follows its own number of attempts", async () => {
    disturb({ error: { code: "RequestLimitExceeded" } }, 10);
    disturb({ http: 503 }, 5);

    expect(await finish(observe())).toEqual({ sslEnabled: false });
    expect(cloud.requests).toHaveLength(16);
  });

  test("slows the action down, and only that one", async () => {
    disturb({ error: { code: "RequestLimitExceeded" } }, 1);
    await finish(observe());
    const before = cloud.requests.length;
    await finish(Promise.all([observe(), observe(), observe()]));
    const slow = waits().slice(before);
    await finish(Promise.all([1, 2, 3].map(() => api.describeTasks(REGION, {}, deadline()))));
    const fast = waits().slice(-2);

    expect(Math.max(...fast)).toBeLessThan(0.06);
    expect(Math.min(...slow)).toBeGreaterThan(0.06);
  });

  test("leaves four processes that share the limit working, each below its share", async () => {
    cloud = await startVirtualCloud({ rate: 20, instances: 60 });
    const ids = cloud.control.instances().map(({ id }) => id);
    const processes = [1, 2, 3, 4].map(() => cloud.session().tools.api);
    const all = processes.flatMap((process) =>
      ids.map((id) => process.describeSslConfig({ ...INSTANCE, dbInstanceId: id }, deadline())),
    );
    const { seconds } = await timed(Promise.all(all));

    expect(seconds).toBeLessThan(((4 * ids.length) / 20) * 1.1);
  });
});

describe("a change that fails", () => {
  test.each<[string, Fault]>([
    ["a cut connection", { drop: "before" }],
    ["HTTP 500", { http: 500 }],
    ["an error of the cloud", { error: { code: "InternalError" } }],
    ["a busy instance", { error: { code: "OperationDenied.InstanceStatusLimitError" } }],
    ["a task that could not be created", { error: { code: "FailedOperation.FlowCreateError" } }],
  ])("by %s is never sent again without a look", async (_, fault) => {
    disturb(fault, 1000, "ModifyDBInstanceSSLConfig");

    await expect(finish(api.modifySslConfig(INSTANCE, ON, deadline()))).rejects.toMatchObject({ name: "ApiError" });
    expect(cloud.requests).toHaveLength(1);
  });

  test("because nobody listens is sent again: it never left", async () => {
    const env = { TENCENTCLOUD_POSTGRES_ENDPOINT: "http://nobody.test" };
    const { api: lost } = cloud.session({ env }).tools;
    const { result, seconds } = await timed(
      lost.modifySslConfig(INSTANCE, ON, deadline()).catch((error: unknown) => error),
    );

    expect(result).toMatchObject({ verdict: "again" });
    expect(String(result)).toContain("the endpoint could not be reached");
    expect(seconds).toBeGreaterThanOrEqual(15);
  });
});

test("missing credentials are reported in their own words, at once, and nothing is sent", async () => {
  const env = { TENCENTCLOUD_SECRET_ID: "", TENCENTCLOUD_SECRET_KEY: "", HOME: "/nowhere" };
  const { api: anonymous } = cloud.session({ env }).tools;
  const { result, seconds } = await timed(
    anonymous.describeSslConfig(INSTANCE, deadline()).catch((error: unknown) => error),
  );

  expect(result).toMatchObject({ name: "CredentialsError" });
  expect([seconds, cloud.requests]).toEqual([0, []]);
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

test("an error keeps what the SDK threw as its cause", async () => {
  disturb({ error: { code: "UnauthorizedOperation", message: "no" } }, 1);

  await expect(finish(observe())).rejects.toMatchObject({ cause: { code: "UnauthorizedOperation", message: "no" } });
});
