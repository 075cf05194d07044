import { useVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { inputsFor, instanceOf, modifiesSent, up } from "./run";

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

test("turning SSL on takes one change, and the state says what was observed afterwards", async () => {
  const inputs = inputsFor(cloud);
  const { state, seconds } = await up(cloud, inputs);

  expect(state).toEqual({
    ...inputs,
    caUrl: cloud.control.instance(inputs.dbInstanceId).caUrl,
    caCertificate: cloud.control.caCertificate(),
    taskId: 100001,
    requestId: cloud.control.latestCalls().find(({ action }) => action.startsWith("Modify"))?.requestId,
  });
  expect(cloud.control.instance(inputs.dbInstanceId)).toMatchObject({
    sslEnabled: true,
    connectAddress: inputs.connectAddress,
    modifies: 1,
    restarts: 1,
  });
  expect(seconds).toBeGreaterThanOrEqual(10);
  expect(seconds).toBeLessThanOrEqual(13);
});

test("a whole change looks once at tasks and setting before it, then at the task, and once at the setting", async () => {
  await up(cloud, inputsFor(cloud));
  const [lookUp, observe, modify, ...rest] = cloud.actions();

  expect([lookUp, observe, modify].sort()).toEqual([
    "DescribeDBInstanceSSLConfig",
    "DescribeTasks",
    "ModifyDBInstanceSSLConfig",
  ]);
  expect(modify).toBe("ModifyDBInstanceSSLConfig");
  expect(rest.pop()).toBe("DescribeDBInstanceSSLConfig");
  expect(new Set(rest)).toEqual(new Set(["DescribeTasks"]));
});

test("the task is looked at every second, and its end is known at most 1.1 s later", async () => {
  cloud.control.nextTask({ seconds: 30.5 });
  const { seconds } = await up(cloud, inputsFor(cloud));
  const polls = cloud.requests.filter(({ request }) => "TaskId" in request).map(({ second }) => second);

  expect(polls.map(Math.round)).toEqual(Array.from({ length: 31 }, (_, index) => index + 1));
  expect(seconds).toBeLessThanOrEqual(30.5 + 1.1);
});

test("the user learns that a change starts, how its task goes on, and that it is done", async () => {
  const { dbInstanceId, connectAddress } = inputsFor(cloud);
  await up(cloud, inputsFor(cloud));

  expect(cloud.lines[0]).toBe(`${dbInstanceId}: turning SSL on for ${connectAddress}; this restarts the database`);
  expect(cloud.lines[1]).toMatch(/: task 100001 \(ModifyDBInstanceSSLConfig\) is Running, 10 %, step ".+"$/);
  expect(cloud.lines.at(-2)).toMatch(/: task 100001 \(ModifyDBInstanceSSLConfig\) is Success, 100 %, step ".+"$/);
  expect(cloud.lines.at(-1)).toBe(`${dbInstanceId}: SSL is on for ${connectAddress}, as observed in the cloud`);
});

test("an instance that already is as declared is adopted without a change, a word or a task in the state", async () => {
  const inputs = inputsFor(cloud);
  await cloud.control.changeInstance(inputs.dbInstanceId, { sslEnabled: true });
  const { state, seconds } = await up(cloud, inputs);

  expect(state).toEqual({
    ...inputs,
    caUrl: cloud.control.instance(inputs.dbInstanceId).caUrl,
    caCertificate: cloud.control.caCertificate(),
  });
  expect([modifiesSent(cloud), seconds, cloud.lines]).toEqual([0, 0, []]);
});

test("an instance that is off and declared off is adopted, and keeps the program's address", async () => {
  const inputs = inputsFor(cloud, 0, { sslEnabled: false });

  expect((await up(cloud, inputs)).state).toEqual(inputs);
  expect(modifiesSent(cloud)).toBe(0);
});

test("turning SSL off sends no address, and leaves nothing of the CA in the state", async () => {
  const on = inputsFor(cloud);
  const olds = (await up(cloud, on)).state;
  const { connectAddress, ...off } = { ...on, sslEnabled: false };
  const { state } = await up(cloud, off, { olds });

  expect(connectAddress).toBe(on.connectAddress);
  expect(state).toEqual({ ...off, taskId: 100002, requestId: expect.any(String) as string });
  expect(cloud.requests.findLast(({ action }) => action.startsWith("Modify"))?.request).toEqual({
    DBInstanceId: off.dbInstanceId,
    SSLEnabled: false,
  });
  expect(cloud.lines).toContain(`${off.dbInstanceId}: turning SSL off; this restarts the database`);
  expect(cloud.control.instance(off.dbInstanceId)).toMatchObject({ sslEnabled: false, restarts: 2 });
});

test("a change of address is one change", async () => {
  const olds = (await up(cloud, inputsFor(cloud))).state;
  const connectAddress = instanceOf(cloud).addresses[1] ?? "";
  const { state } = await up(cloud, inputsFor(cloud, 0, { connectAddress }), { olds });

  expect(state).toMatchObject({ connectAddress, taskId: 100002 });
  expect(cloud.control.instance(instanceOf(cloud).id)).toMatchObject({ connectAddress, modifies: 2 });
});

test("the same program again changes nothing, and the state still names the task of the last change", async () => {
  const inputs = inputsFor(cloud);
  const first = await up(cloud, inputs);
  const second = await up(cloud, inputs, { olds: first.state });

  expect(second.state).toEqual(first.state);
  expect(modifiesSent(cloud)).toBe(1);
});

test("a changed timeout or onDelete is stored without any call", async () => {
  const olds = (await up(cloud, inputsFor(cloud))).state;
  const calls = cloud.requests.length;
  const inputs = inputsFor(cloud, 0, { taskTimeoutSeconds: 60, onDelete: "retain" });

  expect((await up(cloud, inputs, { olds })).state).toEqual({ ...olds, ...inputs });
  expect(cloud.requests).toHaveLength(calls);
});

test("an instance that does not exist is reported, and leaves no state", async () => {
  const { error, state, isPartial } = await up(cloud, inputsFor(cloud, 0, { dbInstanceId: "postgres-zzzzzzzz" }));

  expect(error?.message).toContain("postgres-zzzzzzzz (ap-guangzhou): the instance does not exist");
  expect([state, isPartial, modifiesSent(cloud)]).toEqual([undefined, false, 0]);
});

test("an address of another instance is refused by the cloud; nothing was changed, and no state is left", async () => {
  const [connectAddress = ""] = instanceOf(cloud, 1).addresses;
  const { error, state } = await up(cloud, inputsFor(cloud, 0, { connectAddress }));

  expect(error?.message).toContain("Check that connectAddress is an address of this very instance");
  expect([state, modifiesSent(cloud)]).toEqual([undefined, 1]);
});

test("two resources of one run that declare the same setting restart the instance once", async () => {
  const session = cloud.session();
  const both = await Promise.all([up(cloud, inputsFor(cloud), { session }), up(cloud, inputsFor(cloud), { session })]);

  expect(both.map(({ state }) => state?.sslEnabled)).toEqual([true, true]);
  expect(cloud.control.instance(instanceOf(cloud).id).restarts).toBe(1);
});

test("a resource that a later one contradicts changes nothing, although its own check had passed", async () => {
  const session = cloud.session();
  const inputs = inputsFor(cloud);
  session.declarations.declare(inputs, { sslEnabled: true, connectAddress: inputs.connectAddress ?? "" });
  setTimeout(() => session.declarations.declare(inputs, { sslEnabled: false }), 200);
  const { error, state } = await up(cloud, inputs, { session });

  expect(error?.message).toContain("this one SSL on for 10.0.0.1, another one SSL off");
  expect([state, modifiesSent(cloud)]).toEqual([undefined, 0]);
});

test("after an unfinished change the instance is looked at, also when only a timeout changed since", async () => {
  cloud.control.nextTask({ seconds: 120, effect: "none" });
  const inputs = inputsFor(cloud, 0, { taskTimeoutSeconds: 30 });
  const { state: olds, error } = await up(cloud, inputs);
  expect(error?.message).toContain("not finished after 30 s");

  // As the cloud may do it: the setting shows before the task has ended.
  await cloud.control.changeInstance(inputs.dbInstanceId, { sslEnabled: true });
  const { state, seconds } = await up(
    cloud,
    { ...inputs, taskTimeoutSeconds: 300 },
    {
      olds: { ...inputsFor(cloud), ...olds, sslEnabled: true },
    },
  );
  expect(seconds).toBeGreaterThan(80);
  expect(state).not.toHaveProperty("unfinishedChange");
  expect(modifiesSent(cloud)).toBe(1);
});
