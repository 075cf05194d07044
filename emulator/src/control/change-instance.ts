import { type Cloud, type DatabaseTls, type Instance, sslOff, type SslSetting } from "../cloud";
import { checkedFields } from "../contract";
import type { ChangeInstance } from "./bodies";
import { ControlError } from "./control-error";

interface Place {
  readonly cloud: Cloud;
  readonly tls: DatabaseTls;
  readonly now: () => number;
}

/**
 * Changes an instance at once, as somebody in the cloud's console would.
 *
 * @throws ControlError, before anything is changed, for what cannot be
 */
export async function changeInstance(instance: Instance, change: ChangeInstance, place: Place): Promise<void> {
  const fields = change.fields && fieldsOf("DBInstance", change.fields);
  const publicNetwork = change.publicNetwork ?? instance.publicNetwork;
  const isSslChange = change.sslEnabled !== undefined || change.connectAddress !== undefined;
  const addresses = place.cloud.addressesOf({ ...instance, publicNetwork });
  const setting = isSslChange ? settingOf(instance, change, addresses) : undefined;
  instance.restingStatus = change.status ?? instance.restingStatus;
  instance.publicNetwork = publicNetwork;
  instance.fields = fields ?? instance.fields;
  if (setting) await place.tls.apply(instance, setting, new Date(place.now()));
}

/**
 * Fields of a reply that are to be shown instead of the usual ones.
 *
 * @throws ControlError for a field or a value that the API's contract does not have
 */
export function fieldsOf(shape: "DBInstance" | "TaskSet", wanted: Readonly<Record<string, unknown>>): object {
  const { fields, faults } = checkedFields(shape, wanted);
  if (faults.length > 0) throw new ControlError(400, `That would break the API's contract: ${faults.join("; ")}.`);
  return fields;
}

function settingOf(
  { ssl }: Instance,
  { sslEnabled, connectAddress }: ChangeInstance,
  addresses: readonly string[],
): SslSetting {
  if (!(sslEnabled ?? ssl.enabled)) return sslOff;
  const address = connectAddress ?? (ssl.enabled ? ssl.connectAddress : addresses[0]);
  if (address !== undefined && addresses.includes(address)) return { enabled: true, connectAddress: address };
  throw new ControlError(400, `connectAddress must be one of ${addresses.join(", ")}.`);
}
