import {
  type ActionName,
  ApiError,
  isActionName,
  isServiceName,
  type ServiceName,
  serviceNames,
  services,
} from "../contract";
import { headerOf } from "./call";
import type { ReceivedCall } from "./received-call";

/** What a call is for. */
export interface FoundAction {
  readonly service: ServiceName;
  readonly action: ActionName;
}

/**
 * Finds the service and the action that a call is for.
 *
 * @throws ApiError NoSuchProduct, NoSuchVersion or InvalidAction, saying that it is the emulator that lacks it
 */
export function findAction(call: ReceivedCall, action: string, version: string): FoundAction {
  const named = namedService(call);
  if (named !== undefined && !isServiceName(named)) {
    throw new ApiError("NoSuchProduct", { service: named.slice(0, 100), known: serviceNames.join(", ") });
  }
  const candidates = named === undefined ? serviceNames : [named];
  const service = candidates.find((name) => Object.hasOwn(services[name].actions, action));
  const versions: readonly string[] = (service ? [service] : candidates).map((name) => services[name].version);
  if (!versions.includes(version)) throw new ApiError("NoSuchVersion", { version, known: versions.join(", ") });
  if (service && isActionName(action)) return { service, action };
  const known = candidates.flatMap((name) => Object.keys(services[name].actions)).join(", ");
  throw new ApiError("InvalidAction", { action: action.slice(0, 100), version, known });
}

/**
 * The service that a call was signed for or sent to; undefined when neither says one, as at a bare address.
 *
 * The Node SDK signs for whatever stands before the first dot of the endpoint, so a scope that is the beginning of the
 * host says no more than the host does.
 */
function namedService({ claim, request }: ReceivedCall): string | undefined {
  const host = headerOf(request, "host") ?? "";
  const signedFor = claim instanceof ApiError ? undefined : claim.service;
  if (signedFor !== undefined && signedFor !== host.split(".")[0]) return signedFor;
  return serviceOfHost(host);
}

/** A host name that says which service is meant: `sts.tencentcloudapi.com`, `tag.ap-tokyo.…`, `postgres.localhost`. */
const serviceHost = /^([a-z][a-z0-9]*)\.(?:[a-z0-9-]+\.)*(?:localhost|tencentcloudapi\.[a-z]+)(?::\d+)?$/i;

/** The service that a host is the API of; undefined for any other host. @param host with or without its port */
export function serviceOfHost(host: string): string | undefined {
  return serviceHost.exec(host)?.[1]?.toLowerCase();
}
