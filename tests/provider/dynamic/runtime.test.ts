import { startVirtualCloud, type VirtualCloud } from "../virtual-cloud";
import { finish, useVirtualTime } from "../virtual-time";
import * as runtime from "../../../provider/dynamic/runtime";

useVirtualTime();
let cloud: VirtualCloud;
beforeEach(async () => {
  cloud = await startVirtualCloud();
  jest.spyOn(console, "log").mockReturnValue();
  await configure();
});
afterEach(() => jest.restoreAllMocks());

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

test("a resource is checked and compared without a call, is created, shows its progress live, is refreshed and updated", async () => {
  const { inputs: news, failures } = await runtime.check({}, NEWS);
  const { changes, replaces } = await runtime.diff("postgres-emu00001", news, { ...news, sslEnabled: false });
  expect(news).toEqual({ ...NEWS, region: "ap-guangzhou", onDelete: "disable", taskTimeoutSeconds: 1200 });
  expect({ failures, changes, replaces }).toEqual({ failures: [], changes: true, replaces: [] });
  expect(cloud.requests).toEqual([]);

  const { id, outs } = await finish(runtime.create(news));
  expect(id).toBe("postgres-emu00001");
  expect(jest.mocked(console.log).mock.calls[0]).toEqual([
    "postgres-emu00001: turning SSL on for 10.0.0.1; this restarts the database",
  ]);
  expect(outs).toMatchObject({ sslEnabled: true, taskId: 100001 });
  expect(outs).not.toHaveProperty("__provider");

  const olds = { ...outs, __provider: TEXT };
  expect(await finish(runtime.read(id, olds))).toEqual({ id, props: outs, inputs: { ...news, __provider: undefined } });
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

test("an unfinished change stays in the state, with the provider that can delete it, and the next update takes over", async () => {
  const news = await inputs();
  cloud.control.nextTask({ status: "Fail", message: "no disk left" });
  const failure: unknown = await finish(runtime.create(news).catch((thrown: unknown) => thrown));
  expect(failure).toMatchObject({
    id: "postgres-emu00001",
    properties: { sslEnabled: false, taskId: 100001, __provider: TEXT },
    reasons: [expect.stringContaining('"no disk left"')],
  });

  const { properties } = failure as { properties: runtime.Properties };
  const next = { ...news, __provider: "exports.next = 1" };
  const update = () => finish(runtime.update("postgres-emu00001", properties, next));
  cloud.control.nextTask({ status: "Fail" });
  await expect(update()).rejects.toMatchObject({ properties: { __provider: "exports.next = 1" } });
  expect(await update()).toMatchObject({ outs: { sslEnabled: true } });
});

test("a change that the cloud refused leaves no state", async () => {
  const fault = { error: { code: "InvalidParameterValue.InvalidParameterValueError" } };
  cloud.control.addFault({ action: "ModifyDBInstanceSSLConfig", fault });
  const failure: unknown = await finish(runtime.create(await inputs()).catch((thrown: unknown) => thrown));

  expect(failure).toMatchObject({ name: "ApiError" });
  expect(failure).not.toHaveProperty("properties");
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

test.each([
  [12, "12"],
  [true, "true"],
])("a setting that looks like another type (%j) is read as text", async (region, text) => {
  await configure({ "tencentcloud:region": region });

  expect((await runtime.check({}, NEWS)).inputs.region).toBe(text);
});
