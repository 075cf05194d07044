import { startVirtualCloud, type VirtualCloud } from "../virtual-cloud";
import { finish, useVirtualTime } from "../virtual-time";
import * as runtime from "../../../provider/dynamic/runtime";

useVirtualTime();
let cloud: VirtualCloud;
const said: unknown[] = [];
beforeEach(async () => {
  cloud = await startVirtualCloud();
  said.length = 0;
  jest.spyOn(console, "log").mockImplementation((line) => void said.push(line));
  await configure();
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** A stack's configuration as the engine hands it over. */
async function configure(more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const config: Readonly<Record<string, unknown>> = {
    "tencentcloud:region": "ap-guangzhou",
    "tencentcloud:endpoint": cloud.env.TENCENTCLOUD_POSTGRES_ENDPOINT,
    "tencentcloud:secretId": cloud.env.TENCENTCLOUD_SECRET_ID,
    "tencentcloud:secretKey": cloud.env.TENCENTCLOUD_SECRET_KEY,
    ...more,
  };
  await runtime.configure({ config: { get: (key) => config[key] as string | undefined } });
}

const TEXT = "exports.handler = () => provider";
const NEWS = { dbInstanceId: "postgres-emu00001", sslEnabled: true, connectAddress: "10.0.0.1", __provider: TEXT };

async function inputs(news: object = NEWS): Promise<runtime.Properties> {
  return (await runtime.check({}, { ...news })).inputs;
}

test("a preview checks and compares without any call", async () => {
  const { inputs: checked, failures } = await runtime.check({}, NEWS);
  const { changes, replaces } = await runtime.diff("postgres-emu00001", checked, { ...checked, sslEnabled: false });

  expect(failures).toEqual([]);
  expect(checked).toEqual({ ...NEWS, region: "ap-guangzhou", onDelete: "disable", taskTimeoutSeconds: 1200 });
  expect({ changes, replaces }).toEqual({ changes: true, replaces: [] });
  expect(cloud.requests).toEqual([]);
});

test("a resource is created, shows its progress live in the process's output, is refreshed and updated", async () => {
  const news = await inputs();
  const { id, outs } = await finish(runtime.create(news));
  expect(id).toBe("postgres-emu00001");
  expect(said[0]).toBe("postgres-emu00001: turning SSL on for 10.0.0.1; this restarts the database");
  expect(outs).toMatchObject({ sslEnabled: true, taskId: 100001 });
  expect(outs).not.toHaveProperty("__provider");

  const olds = { ...outs, __provider: TEXT };
  const refreshed = await finish(runtime.read(id, olds));
  expect(refreshed).toEqual({ id, props: outs, inputs: { ...news, __provider: undefined } });
  expect(await runtime.diff(id, olds, news)).toEqual({ changes: false, replaces: [] });

  const updated = await finish(runtime.update(id, olds, { ...news, taskTimeoutSeconds: 60 }));
  expect(updated.outs).toEqual({ ...outs, taskTimeoutSeconds: 60 });
});

test("deleting what no program declares any more turns SSL off, also after a refresh, which compares it with itself", async () => {
  const dbInstanceId = "postgres-emu00002";
  const { addresses } = await cloud.control.changeInstance(dbInstanceId, { sslEnabled: true });
  const olds = { ...(await inputs()), dbInstanceId, connectAddress: addresses[0], __provider: TEXT };
  await runtime.diff(dbInstanceId, olds, olds);
  await finish(runtime.delete(dbInstanceId, olds));
  expect(cloud.control.instance(dbInstanceId)).toMatchObject({ sslEnabled: false, modifies: 1 });
});

test("what another resource declares under a new name keeps SSL on when it is deleted, also with a text of another version", async () => {
  const { id, outs } = await finish(runtime.create(await inputs()));
  await configure();
  await finish(runtime.delete(id, outs));

  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1 });
});

test("for an instance that is gone, the answer is empty, so the resource leaves the state", async () => {
  await cloud.control.destroyInstance("postgres-emu00001");

  expect(await finish(runtime.read("postgres-emu00001", { region: "ap-guangzhou" }))).toEqual({});
});

test.each([
  [undefined, "ap-guangzhou"],
  [{ region: "" }, "ap-guangzhou"],
  [{ region: "ap-guangzhou" }, "ap-singapore"],
])("an instance is read in the region of its state (%j), else in that of the stack (%s)", async (state, region) => {
  await configure({ "tencentcloud:region": region });

  expect(await finish(runtime.read("postgres-emu00001", state))).toMatchObject({
    props: { region: "ap-guangzhou", sslEnabled: false },
  });
});

test("without any region the user learns where to set it; the id in the message is printable", async () => {
  await configure({ "tencentcloud:region": undefined });

  await expect(runtime.read("postgres-\u001b[2J", {})).rejects.toThrow(
    "reading the SSL setting of postgres-\\u{1b}[2J: no region is set. Give it as an argument, with " +
      "`pulumi config set tencentcloud:region REGION`, or in TENCENTCLOUD_REGION",
  );
});

describe("an unfinished change", () => {
  test("leaves the resource in the state, with the provider that can read and delete it", async () => {
    cloud.control.nextTask({ status: "Fail", message: "no disk left" });

    await expect(finish(runtime.create(await inputs()))).rejects.toMatchObject({
      id: "postgres-emu00001",
      properties: { sslEnabled: false, taskId: 100001, __provider: TEXT },
      reasons: [expect.stringContaining('with the message "no disk left"')],
    });
  });

  test("is taken over by the next update, which keeps the new program's provider", async () => {
    cloud.control.nextTask({ status: "Fail" });
    const news = { ...(await inputs()), __provider: "exports.next = 1" };
    const failed: unknown = await finish(
      runtime
        .update("postgres-emu00001", { ...news, sslEnabled: false, __provider: TEXT }, news)
        .catch((thrown: unknown) => thrown),
    );
    const { properties } = failed as { properties: runtime.Properties };

    expect(properties.__provider).toBe("exports.next = 1");
    const { outs } = await finish(runtime.update("postgres-emu00001", properties, news));
    expect(outs).toMatchObject({ sslEnabled: true });
  });

  test("because the cloud refused it leaves no state", async () => {
    cloud.control.addFault({
      action: "ModifyDBInstanceSSLConfig",
      fault: { error: { code: "InvalidParameterValue.InvalidParameterValueError" } },
    });
    const error: unknown = await finish(runtime.create(await inputs()).catch((thrown: unknown) => thrown));

    expect(error).toMatchObject({ name: "ApiError" });
    expect(error).not.toHaveProperty("properties");
  });
});

test("a second text that is configured meanwhile shares the limit of the first: no read is refused", async () => {
  cloud = await startVirtualCloud({ instances: 1, rate: 20 });
  await configure();
  const read = () => runtime.read("postgres-emu00001", { region: "ap-guangzhou" });
  const first = Array.from({ length: 60 }, read);
  await configure();
  const second = Array.from({ length: 60 }, read);
  await finish(Promise.all([...first, ...second]));

  expect(cloud.control.callCounts().DescribeDBInstanceSSLConfig).toMatchObject({ accepted: 120, limited: 0 });
});

test("a setting that looks like a number or a boolean is read as text", async () => {
  await configure({ "tencentcloud:region": 12 });
  expect((await runtime.check({}, NEWS)).failures).toEqual([
    { property: "region", reason: 'must be a region such as ap-guangzhou, but is "12"' },
  ]);

  await configure({ "tencentcloud:region": true });
  expect((await runtime.check({}, NEWS)).inputs.region).toBe("true");
});
