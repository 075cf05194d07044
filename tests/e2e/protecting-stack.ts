import type { Stack } from "../../scripts/pulumi-cli";
import type { LocalCloud } from "./local-cloud";
import { declaring } from "./programs";

/** A new stack whose only resource, `db`, turns SSL on for the private address of the cloud's instance with this number. */
export async function stackProtecting(
  cloud: LocalCloud,
  number: number,
  env: Readonly<Record<string, string>> = {},
  declare = declaring,
): Promise<{ readonly id: string; readonly stack: Stack }> {
  const { id, addresses } = cloud.instance(number);
  const program = declare({ db: { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] } });
  return { id, stack: await cloud.stack({ program, env }) };
}
