import type { Emulator } from "../../../emulator/src";
import { call } from "../raw-client";

const oldInstance = "postgres-old00010";
const role = "qcs::cam::uin/100000000001:roleName/conformance";
const untrustedRole = "qcs::cam::uin/100000000001:roleName/somebody-else";

/** The options that name what the past has left. */
export const leftByThePast = ["--old-instance", oldInstance, "--role", role, "--untrusted-role", untrustedRole];

/** Gives an emulator what a cloud has that was in use for a while, so that the rows about the past can be tried. */
export async function giveItAPast(emulator: Emulator): Promise<void> {
  const { control } = emulator;
  control.createInstance({ id: oldInstance, version: "10.4" });
  control.createInstance({ tags: { env: "test" } });
  control.defineRole({ arn: untrustedRole, trusted: false });
  control.createInstance({ id: "postgres-gone0001" });
  control.createInstance({ readOnlyOf: "postgres-gone0001" });
  await control.changeInstance("postgres-emu00004", { status: "isolated" });
  await control.changeInstance("postgres-emu00008", { status: "offline" });
  await control.changeInstance("postgres-emu00007", { publicNetwork: "closed" });
  for (const kind of ["restart", "resize", "backup"] as const) {
    const { id } = control.startTask("postgres-emu00009", { kind, status: "stuck" });
    await control.finishTask(id);
  }
  for (const [id, status] of [
    ["postgres-emu00002", "Fail"],
    ["postgres-emu00005", "Pause"],
    ["postgres-gone0001", "stuck"],
  ] as const) {
    control.nextTask({ instance: id, status });
    const [ConnectAddress] = control.instance(id).addresses;
    const change = { DBInstanceId: id, SSLEnabled: true, ConnectAddress };
    const { TaskId: task } = await call(emulator, "ModifyDBInstanceSSLConfig", change);
    if (status !== "stuck") await control.finishTask(Number(task), { status });
  }
  await control.destroyInstance("postgres-gone0001");
}
