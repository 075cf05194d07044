import { startVirtualCloud, useVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { finish } from "../../virtual-time";
import { create, update } from "../../../../provider/resource/lifecycle";
import { inputsFor, instanceOf, up } from "./run";

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

test("turning SSL on takes one change, few looks, and the state says what was observed afterwards", async () => {
  const { state, seconds } = await up(cloud);
  const actions = cloud.actions();

  const { caUrl, ...instance } = instanceOf(cloud);
  const { requestId } = cloud.control.latestCalls().find(({ action }) => action.startsWith("Modify")) ?? {};
  const ca = { caUrl, caCertificate: cloud.control.caCertificate() };
  expect(state).toEqual({ ...inputsFor(cloud), ...ca, taskId: 100001, requestId });
  expect(instance).toMatchObject({ sslEnabled: true, connectAddress: "10.0.0.1", modifies: 1, restarts: 1 });
  expect(seconds).toBeGreaterThanOrEqual(10);
  expect(seconds).toBeLessThanOrEqual(13);
  expect(actions.filter((action, index) => action !== actions[index - 1])).toEqual([
    "DescribeTasks",
    "DescribeDBInstanceSSLConfig",
    "ModifyDBInstanceSSLConfig",
    "DescribeTasks",
    "DescribeDBInstanceSSLConfig",
  ]);
});

test("the user learns that a change starts, how its task goes on, and that it is done", async () => {
  await up(cloud);

  expect(cloud.lines[0]).toBe("postgres-emu00001: turning SSL on for 10.0.0.1; this restarts the database");
  expect(cloud.lines[1]).toMatch(/: task 100001 is running at 10% in ".+"$/);
  expect(cloud.lines.at(-2)).toBe("postgres-emu00001: task 100001 succeeded");
  expect(cloud.lines.at(-1)).toBe("postgres-emu00001: SSL is on for 10.0.0.1, as observed in the cloud");
});

test.each([true, false])(
  "an instance that is as declared (SSL on: %p) is adopted, without a change, and the user learns that",
  async (is) => {
    const { caUrl } = await cloud.control.changeInstance("postgres-emu00001", { sslEnabled: is });
    const ca = is && { caUrl, caCertificate: cloud.control.caCertificate() };
    const state = { ...inputsFor(cloud), sslEnabled: is, ...ca };

    expect(await up(cloud, { sslEnabled: is })).toEqual({ error: undefined, says: "", state, seconds: 0, sent: 0 });
    expect(cloud.lines).toEqual([
      `postgres-emu00001: already as declared, nothing changed (SSL is ${is ? "on for 10.0.0.1" : "off"})`,
    ]);
  },
);

test("turning SSL off sends no address, and leaves nothing of the CA in the state", async () => {
  const { connectAddress: _, ...inputs } = inputsFor(cloud);
  const { state: olds = inputs } = await up(cloud);
  const state = await finish(update(cloud.session(), olds, { ...inputs, sslEnabled: false }));

  expect(state).toEqual({ ...inputs, sslEnabled: false, taskId: 100002, requestId: expect.any(String) as string });
  expect(cloud.requests.findLast(({ action }) => action.startsWith("Modify"))?.request).toEqual({
    DBInstanceId: "postgres-emu00001",
    SSLEnabled: false,
  });
  expect(cloud.lines).toContain("postgres-emu00001: turning SSL off; this restarts the database");
  expect(instanceOf(cloud)).toMatchObject({ sslEnabled: false, restarts: 2 });
});

test("the same program again changes nothing, and the state still names the task of the last change", async () => {
  const { state: olds } = await up(cloud);

  expect(await up(cloud, {}, { olds })).toMatchObject({ state: olds, sent: 1 });
});

test("a changed timeout or onDelete is stored without any call", async () => {
  const { state: olds } = await up(cloud);
  const calls = cloud.requests.length;
  const more = { taskTimeoutSeconds: 60, onDelete: "retain" } as const;

  expect((await up(cloud, more, { olds })).state).toEqual({ ...olds, ...more });
  expect(cloud.requests).toHaveLength(calls);
});

test.each([
  ["an unknown instance", { dbInstanceId: "postgres-zzzzzzzz" }, 0, "zz (ap-guangzhou): the instance does not exist"],
  ["another instance's address", { connectAddress: "10.0.0.2" }, 1, "is an address of this very instance"],
  ["an address of a public network that is closed", { connectAddress: "198.18.0.1" }, 1, "198.18.0.1"],
])("%s is reported at once, without a restart, and leaves no state", async (_, wrong, sent, words) => {
  await cloud.control.changeInstance("postgres-emu00001", { publicNetwork: "initing" });
  const { says, ...run } = await up(cloud, wrong);

  expect(run).toEqual({ error: "ApiError", state: undefined, seconds: 0, sent });
  expect(says).toContain(words);
  expect(instanceOf(cloud)).toMatchObject({ sslEnabled: false, restarts: 0 });
});

test("two resources of one run that declare the same setting restart the instance once", async () => {
  const session = cloud.session();
  const both = await Promise.all([1, 2].map(() => up(cloud, {}, { session })));

  expect(both.map(({ state }) => state?.sslEnabled)).toEqual([true, true]);
  expect(instanceOf(cloud).restarts).toBe(1);
});

test("waiting in the queue behind other resources does not use up the user's time", async () => {
  cloud = await startVirtualCloud({ instances: 120, rate: 20 });
  const session = cloud.session();
  const fleet = cloud.control.instances().map((_, index) => ({ ...inputsFor(cloud, index), taskTimeoutSeconds: 13 }));
  const primaries = fleet.filter(({ dbInstanceId }) => dbInstanceId.startsWith("postgres-"));
  const states = await finish(Promise.all(primaries.map((inputs) => create(session, inputs))));

  expect(states.length).toBeGreaterThanOrEqual(120);
  expect(states.filter(({ sslEnabled }) => !sslEnabled)).toEqual([]);
});

test("a resource that a later one contradicts changes nothing, although its own check had passed", async () => {
  const session = cloud.session();
  const { declarations } = session;
  declarations.declared.declare(inputsFor(cloud), { sslEnabled: true, connectAddress: "10.0.0.1" });
  setTimeout(() => declarations.declared.declare(inputsFor(cloud), { sslEnabled: false }), 200);
  const { says, ...run } = await up(cloud, {}, { session });

  expect(run).toMatchObject({ error: "ConflictingDeclarationsError", state: undefined, sent: 0 });
  expect(says).toContain("this one SSL on for 10.0.0.1, another one SSL off");
});
