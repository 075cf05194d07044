import { useVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { finish } from "../../virtual-time";
import * as lifecycle from "../../../../provider/resource/lifecycle";
import type { InstanceSslConfigState } from "../../../../provider/model/properties";
import { inputsFor, modifiesSent, up } from "./run";

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

let state: InstanceSslConfigState;
beforeEach(async () => {
  state = (await up(cloud, inputsFor(cloud))).state ?? inputsFor(cloud);
});

test("a deletion really turns SSL off", async () => {
  await finish(lifecycle.remove(cloud.session(), state));

  expect(cloud.control.instance(state.dbInstanceId)).toMatchObject({ sslEnabled: false, restarts: 2 });
});

test("a deletion with onDelete retain makes no call and says so", async () => {
  const calls = cloud.requests.length;
  await finish(lifecycle.remove(cloud.session(), { ...state, onDelete: "retain" }));

  expect(cloud.requests).toHaveLength(calls);
  expect(cloud.lines.at(-1)).toBe('postgres-emu00001: SSL stays as it is (onDelete is "retain")');
});

test("a deletion leaves the setting to another resource that declares the instance under a new name", async () => {
  const session = cloud.session();
  session.declarations.declare(state, { sslEnabled: true, connectAddress: state.connectAddress ?? "" });
  await finish(lifecycle.remove(session, state));

  expect(modifiesSent(cloud)).toBe(1);
  expect(cloud.lines.at(-1)).toBe(
    "postgres-emu00001: SSL stays as it is, because another resource of this program declares the instance",
  );
});

test("a deletion leaves the setting to another resource that declares the instance a moment later", async () => {
  const session = cloud.session();
  session.declarations.declare({ ...state, dbInstanceId: "postgres-emu00002" }, { sslEnabled: false });
  setTimeout(() => session.declarations.declare(state, { sslEnabled: false }), 100);
  await finish(lifecycle.remove(session, state));

  expect(modifiesSent(cloud)).toBe(1);
});

test("a deletion declares nothing: a resource that comes after it may declare the instance", async () => {
  const session = cloud.session();
  await finish(lifecycle.remove(session, state));
  session.declarations.declare(state, { sslEnabled: true, connectAddress: state.connectAddress ?? "" });
  await up(cloud, inputsFor(cloud), { session });

  expect(cloud.control.instance(state.dbInstanceId)).toMatchObject({ sslEnabled: true, restarts: 3 });
});

test("after a deletion, an unchanged resource of the instance that is registered later gets its setting back", async () => {
  const session = cloud.session();
  const inputs = inputsFor(cloud);
  expect(session.declarations.isAbandoned({ ...inputs })).toBe(false);
  await finish(lifecycle.remove(session, state));
  expect(session.declarations.isAbandoned({ ...inputs })).toBe(true);
  await up(cloud, { ...inputs, taskTimeoutSeconds: 200 }, { session, olds: state });

  expect(cloud.control.instance(state.dbInstanceId)).toMatchObject({ sslEnabled: true, restarts: 3 });
  expect(session.declarations.isAbandoned({ ...inputs })).toBe(false);
});

test("a deletion changes nothing where SSL is already off", async () => {
  await cloud.control.changeInstance(state.dbInstanceId, { sslEnabled: false });
  await finish(lifecycle.remove(cloud.session(), state));

  expect(modifiesSent(cloud)).toBe(1);
});

test("a deletion succeeds when the instance itself is gone", async () => {
  await cloud.control.destroyInstance(state.dbInstanceId);

  await expect(finish(lifecycle.remove(cloud.session(), state))).resolves.toBeUndefined();
});

test("a deletion succeeds when the instance goes while its setting is watched", async () => {
  cloud.control.nextTask({ seconds: 200, visibleAfterSeconds: 10_000 });
  setTimeout(() => void cloud.control.destroyInstance(state.dbInstanceId), 100_000);

  await expect(finish(lifecycle.remove(cloud.session(), state))).resolves.toBeUndefined();
});

test("a deletion succeeds when the instance goes while it is being changed", async () => {
  setTimeout(() => void cloud.control.destroyInstance(state.dbInstanceId), 2_000);
  const error: unknown = await finish(lifecycle.remove(cloud.session(), state)).catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({ name: "TaskFailedError" });
  await expect(finish(lifecycle.remove(cloud.session(), state))).resolves.toBeUndefined();
});

test("a deletion that fails is an error, and the resource stays", async () => {
  cloud.control.addFault({
    action: "ModifyDBInstanceSSLConfig",
    fault: { error: { code: "UnauthorizedOperation" } },
  });

  await expect(finish(lifecycle.remove(cloud.session(), state))).rejects.toThrow("postgres:ModifyDBInstanceSSLConfig");
});

test("a deletion whose task fails is an error that names the task", async () => {
  cloud.control.nextTask({ status: "Fail" });

  await expect(finish(lifecycle.remove(cloud.session(), state))).rejects.toThrow(/turning SSL off .*task 100002/);
});

test("a deletion may take as long as taskTimeoutSeconds allows", async () => {
  cloud.control.nextTask({ status: "stuck" });

  await expect(finish(lifecycle.remove(cloud.session(), { ...state, taskTimeoutSeconds: 42 }))).rejects.toThrow(
    "not finished after 42 s",
  );
});
