import { change, type Change, settled } from "./change";
import { type Lab, netOf } from "./lab";
import { refusals, type Refusals } from "./refusals";
import { type Fields, text } from "./reply";
import type { DatabaseAnswer, DownloadAnswer } from "./wire";

/** What a client of the database saw at the protected address; a failure when it cannot be reached from here. */
export interface DatabaseViews {
  readonly withoutTls: DatabaseAnswer;
  readonly first: DatabaseAnswer;
  /** After the same setting was made again. */
  readonly second: DatabaseAnswer;
}

/** All that changing the instance has shown. */
export interface Tour {
  readonly instance: Fields;
  readonly on: Change;
  readonly again: Change;
  /** Undefined when the instance has no public domain name. */
  readonly moved: Change | undefined;
  readonly off: Change;
  readonly database: DatabaseViews;
  readonly download: DownloadAnswer;
  readonly refusals: Refusals;
}

/** Turns SSL on, on again, to another address and off, restarts it, and looks all the while. Restarts the database each time. */
export async function takeTour(lab: Lab): Promise<Tour> {
  const instance = await lab.instance();
  const net = netOf(instance, "private") ?? {};
  const address = text(net.Ip);
  const publicName = text(netOf(instance, "public")?.Address);
  const refused = await refusals(lab);
  const database = (tls: boolean) => lab.wire.ask({ ask: "database", host: address, port: Number(net.Port), tls });
  const asked = { SSLEnabled: true, ConnectAddress: address };

  const on = await step(lab, "on", asked);
  const withoutTls = await database(false);
  const first = "failure" in withoutTls ? withoutTls : await database(true);
  const again = await step(lab, "on again", asked);
  const second = "failure" in withoutTls ? withoutTls : await database(true);
  const download = await lab.wire.ask({ ask: "download", url: text(again.after.CAUrl) });
  const moved = publicName
    ? await step(lab, "to the public name", { SSLEnabled: true, ConnectAddress: publicName.toUpperCase() })
    : undefined;
  const off = await step(lab, "off", { SSLEnabled: false });
  lab.interruption.throwIfAborted();
  await lab.call("RestartDBInstance", { DBInstanceId: lab.target.instanceId });
  await settled(lab);
  return { instance, on, again, moved, off, database: { withoutTls, first, second }, download, refusals: refused };
}

/** A change, unless somebody wants no more of them. */
async function step(lab: Lab, name: string, setting: Fields): Promise<Change> {
  lab.interruption.throwIfAborted();
  return change(lab, name, setting);
}
