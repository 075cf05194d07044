import { useVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { finish } from "../../virtual-time";
import * as lifecycle from "../../../../provider/resource/lifecycle";
import type { InstanceSslConfigState } from "../../../../provider/resource/properties";
import { failModify, inputsFor, instanceOf, modifiesSent, up } from "./run";

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

let state: InstanceSslConfigState;
beforeEach(async () => {
  state = (await up(cloud)).state ?? inputsFor(cloud);
});

function remove(session = cloud.session(), more: Partial<InstanceSslConfigState> = {}): Promise<void> {
  return finish(lifecycle.remove(session, { ...state, ...more }));
}

test("a deletion really turns SSL off, once", async () => {
  await remove();
  await remove();

  expect(instanceOf(cloud)).toMatchObject({ sslEnabled: false, restarts: 2 });
  expect(modifiesSent(cloud)).toHaveLength(2);
});

test("a deletion with onDelete retain makes no call and says so", async () => {
  const calls = cloud.requests.length;
  await remove(cloud.session(), { onDelete: "retain" });

  expect(cloud.requests).toHaveLength(calls);
  expect(cloud.lines.at(-1)).toBe('postgres-emu00001: SSL stays as it is (onDelete is "retain")');
});

test.each<[string, (declare: () => void) => void]>([
  ["already", (declare) => declare()],
  ["a moment later", (declare) => setTimeout(declare, 100)],
])("a deletion leaves the setting to another resource that declares the instance %s", async (_, when) => {
  const session = cloud.session();
  session.declarations.declared.declare({ ...state, dbInstanceId: "postgres-emu00002" }, { sslEnabled: false });
  when(() => session.declarations.declared.declare(state, { sslEnabled: false }));
  await remove(session);

  expect(modifiesSent(cloud)).toHaveLength(1);
  expect(cloud.lines.at(-1)).toBe(
    "postgres-emu00001: SSL stays as it is, because another resource of this program declares the instance",
  );
});

test.each([
  ["a new resource of the instance gets its setting", false],
  ["an unchanged resource of the instance gets its setting back", true],
])("after a deletion, which declares nothing, %s", async (_, isKnown) => {
  const session = cloud.session();
  const inputs = { ...inputsFor(cloud), taskTimeoutSeconds: 200 };
  expect(session.declarations.abandoned.has(inputs)).toBe(false);
  await remove(session);
  expect(session.declarations.abandoned.has(inputs)).toBe(true);
  session.declarations.declared.declare(inputs, { sslEnabled: true, connectAddress: "10.0.0.1" });
  await up(cloud, inputs, isKnown ? { session, olds: state } : { session });

  expect(instanceOf(cloud)).toMatchObject({ sslEnabled: true, restarts: 3 });
  expect(session.declarations.abandoned.has(inputs)).toBe(false);
});

function destroyAfter(seconds: number): void {
  setTimeout(() => void cloud.control.destroyInstance(state.dbInstanceId), seconds * 1000);
}

test("a deletion succeeds when the instance goes while its setting is watched, or is gone", async () => {
  cloud.control.nextTask({ seconds: 200, visibleAfterSeconds: 10_000 });
  destroyAfter(100);

  await expect(remove()).resolves.toBeUndefined();
  await expect(remove()).resolves.toBeUndefined();
  expect(cloud.lines.at(-1)).toBe(
    "postgres-emu00001: the instance does not exist for these credentials in ap-guangzhou, so nothing was turned off",
  );
});

const DENIED = { error: { code: "UnauthorizedOperation" } };

test.each<[string, RegExp, () => void]>([
  ["is refused", /postgres:ModifyDBInstanceSSLConfig/, () => failModify(cloud, DENIED)],
  ["runs a task that fails", /turning SSL off failed. Task 100002/, () => cloud.control.nextTask({ status: "Fail" })],
  ["runs a task that fails with the instance", /Task 100002 .* was destroyed/, () => destroyAfter(2)],
  ["takes too long", /not finished after 42 s/, () => cloud.control.nextTask({ status: "stuck" })],
])("a deletion that %s is an error, and the resource stays", async (_, words, arrange) => {
  arrange();

  await expect(remove(cloud.session(), { taskTimeoutSeconds: 42 })).rejects.toThrow(words);
});
