import { change, restore } from "./change";
import { type Lab, netOf } from "./lab";
import { type Fields, type Reply, text } from "./reply";

/** What Modify answers to settings that the cloud should refuse. */
export interface Refusals {
  readonly missingAddress: Reply;
  readonly malformedAddress: Reply;
  readonly foreignAddress: Reply;
  /** Undefined without an instance that is too old. */
  readonly oldVersion: Reply | undefined;
}

/** Reserved for documentation, so it belongs to no instance. Source: RFC 5737. */
const foreignAddress = "192.0.2.1";

/** Asks for settings that should be refused. One that is accepted is waited for, and turned back. */
export async function refusals(lab: Lab): Promise<Refusals> {
  const { instanceId, oldInstanceId } = lab.target;
  return {
    missingAddress: await attempt(lab, instanceId, { SSLEnabled: true }),
    malformedAddress: await attempt(lab, instanceId, { SSLEnabled: true, ConnectAddress: "not an address" }),
    foreignAddress: await attempt(lab, instanceId, { SSLEnabled: true, ConnectAddress: foreignAddress }),
    oldVersion: oldInstanceId === undefined ? undefined : await attemptOld(lab, oldInstanceId),
  };
}

async function attemptOld(lab: Lab, id: string): Promise<Reply> {
  const address = text(netOf(await lab.instance(id), "private")?.Ip);
  return attempt(lab, id, { SSLEnabled: true, ConnectAddress: address });
}

async function attempt(lab: Lab, id: string, setting: Fields): Promise<Reply> {
  const { before, reply } = await change(lab, "to be refused", setting, id);
  if (reply.code === undefined) await restore(lab, before, id);
  return reply;
}
