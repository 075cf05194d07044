import { postgres } from "tencentcloud-sdk-nodejs-postgres";
import type { Emulator } from "../../../emulator/src";

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
  await turnOn(emulator, "postgres-emu00002", "Fail");
  await turnOn(emulator, "postgres-emu00005", "Pause");
  await turnOn(emulator, "postgres-gone0001", "stuck");
  await control.destroyInstance("postgres-gone0001");
}

async function turnOn(emulator: Emulator, id: string, status: "Fail" | "Pause" | "stuck"): Promise<void> {
  const { control, endpoint, region, secretId, secretKey } = emulator;
  control.nextTask({ instance: id, status });
  const httpProfile = { endpoint: endpoint.replace("http://", ""), protocol: "http://" };
  const client = new postgres.v20170312.Client({
    credential: { secretId, secretKey },
    region,
    profile: { httpProfile },
  });
  const [ConnectAddress = ""] = control.instance(id).addresses;
  const { TaskId: task = 0 } = await client.ModifyDBInstanceSSLConfig({
    DBInstanceId: id,
    SSLEnabled: true,
    ConnectAddress,
  });
  if (status !== "stuck") await control.finishTask(task, { status });
}
