import { assumptions } from "../assumptions";
import type { Instance } from "../cloud";

export const serviceType = "postgres";
export const resourcePrefix = "DBInstanceId";

const form = /^qcs:\d*:([\w-]*):([\w-]*):uin\/\d*:([\w-]+)\/([\w-]+)$/;

/** An instance's resource description, such as `qcs::postgres:ap-tokyo:uin/1:DBInstanceId/postgres-emu00001`. */
export function resourceName({ region, id }: Instance): string {
  return `qcs::${serviceType}:${region}:uin/${assumptions.account.value.uid}:${resourcePrefix}/${id}`;
}

/** The instance that a resource description names; undefined for one of something else, "malformed" for none. */
export function instanceNamed(
  name: string,
  instances: ReadonlyMap<string, Instance>,
): Instance | undefined | "malformed" {
  const [, service, region, prefix, id] = form.exec(name) ?? [];
  if (id === undefined || prefix === undefined) return "malformed";
  const instance = instances.get(id);
  const isIt = service === serviceType && isInstancePrefix(prefix) && instance?.region === region;
  return isIt ? instance : undefined;
}

/** Clients write the prefix in more than one letter case. */
export function isInstancePrefix(prefix: string): boolean {
  return prefix.toLowerCase() === resourcePrefix.toLowerCase();
}
