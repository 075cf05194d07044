import { assumptions } from "../assumptions";
import {
  type ActionName,
  ApiError,
  isActionName,
  isRegion,
  isServiceName,
  type ServiceName,
  serviceNames,
  services,
} from "../contract";
import type { Credential, Credentials } from "../signature/identities";
import { type ApiRequest, headerOf, largestBodyBytes, largestQueryBytes } from "./call";
import { type CommonName, type ReceivedCall, succeeded } from "./received-call";

/** A call that got past the gateway. */
export interface AdmittedCall extends FoundAction {
  /** Empty where the service needs none and the call names none. */
  readonly region: string;
  /** Who signed; undefined for a call that shows a token of an identity provider instead. */
  readonly credential: Credential | undefined;
}

const mostSkewSeconds = 300;

/**
 * Checks all that the gateway of the cloud checks before an action sees its call: method, size, common parameters,
 * signature and region, in this order.
 *
 * @throws ApiError
 */
export function admit(call: ReceivedCall, credentials: Credentials, now: number): AdmittedCall {
  checkForm(call.request);
  const action = required(call, "Action");
  const timestamp = required(call, "Timestamp");
  const version = required(call, "Version");
  const found = findAction(call, action, version);
  const credential = isUnsigned(call, found) ? undefined : authenticate(call, credentials, timestamp, now);
  return { ...found, region: regionOf(call, found.service), credential };
}

/** Source: the page of AssumeRoleWithWebIdentity, whose caller has no keys yet and sends `Authorization: SKIP`. */
function isUnsigned({ request }: ReceivedCall, { action }: FoundAction): boolean {
  return action === "AssumeRoleWithWebIdentity" && headerOf(request, "authorization") === "SKIP";
}

function regionOf(call: ReceivedCall, service: ServiceName): string {
  if (!services[service].needsRegion) return call.common("Region") ?? "";
  const region = required(call, "Region");
  if (!isRegion(region)) throw new ApiError("UnsupportedRegion", { region });
  return region;
}

function checkForm({ method, query, isTooLarge }: ApiRequest): void {
  if (method !== "GET" && method !== "POST") throw new ApiError("UnsupportedProtocol", { method });
  if (isTooLarge) throw new ApiError("RequestSizeLimitExceeded", { limit: String(largestBodyBytes) });
  if (query.length > largestQueryBytes) {
    throw new ApiError("RequestSizeLimitExceeded", { limit: String(largestQueryBytes) });
  }
}

function authenticate(call: ReceivedCall, credentials: Credentials, timestamp: string, now: number): Credential {
  const claim = succeeded(call.claim);
  if (!/^\d{1,11}$/.test(timestamp)) {
    throw new ApiError("InvalidParameter", { reason: "The parameter `Timestamp` must be an integer." });
  }
  const nowSeconds = Math.floor(now / 1000);
  if (Math.abs(nowSeconds - Number(timestamp)) > mostSkewSeconds) {
    throw new ApiError("AuthFailure.SignatureExpire", { timestamp, now: String(nowSeconds) });
  }
  const credential = credentials.find(claim.secretId);
  if (!credential) throw new ApiError("AuthFailure.SecretIdNotFound");
  if (call.common("Token") !== credential.token || (credential.expiresAt ?? Infinity) < now) {
    throw new ApiError("AuthFailure.TokenFailure");
  }
  if (!claim.isProvenBy(credential.secretKey, timestamp)) throw new ApiError("AuthFailure.SignatureFailure");
  return credential;
}

function required(call: ReceivedCall, name: CommonName): string {
  const value = call.common(name);
  if (value === undefined) throw new ApiError("MissingParameter", { name });
  return value;
}

/** @throws ApiError UnauthorizedOperation when the credential may not call the action */
export function authorize(
  credential: Credential | undefined,
  call: { service: string; action: string; region: string; requestId: string },
): void {
  if (credential?.actions === undefined || credential.actions.includes(call.action)) return;
  throw new ApiError("UnauthorizedOperation", {
    requestId: call.requestId,
    service: call.service,
    action: call.action,
    resource: `qcs::${call.service}:${call.region}:uin/${assumptions.account.value.uid}:${resources(call.service)}`,
  });
}

function resources(service: string): string {
  return service === "postgres" ? "DBInstanceId/*" : "*";
}

/** Lets only so many calls of an action through in each second of the clock; refused calls count as well. */
export class RateLimit {
  private readonly windows = new Map<string, { second: number; times: number }>();

  /** @param callsPerSecond 0 lets everything through */
  constructor(private readonly callsPerSecond: number) {}

  /**
   * Counts a call.
   *
   * @param atLeast how many the action takes all the same where fewer are allowed
   * @throws ApiError RequestLimitExceeded when the second's calls are used up
   */
  count(action: string, now: number, atLeast = 0): void {
    if (this.callsPerSecond === 0) return;
    const second = Math.floor(now / 1000);
    const current = this.windows.get(action);
    const times = current?.second === second ? current.times + 1 : 1;
    this.windows.set(action, { second, times });
    const most = Math.max(this.callsPerSecond, atLeast);
    if (times > most) {
      throw new ApiError("RequestLimitExceeded", { times: String(times), limit: String(most) });
    }
  }

  reset(): void {
    this.windows.clear();
  }
}

/** What a call is for. */
interface FoundAction {
  readonly service: ServiceName;
  readonly action: ActionName;
}

/**
 * Finds the service and the action that a call is for.
 *
 * @throws ApiError NoSuchProduct, NoSuchVersion or InvalidAction, saying that it is the emulator that lacks it
 */
function findAction(call: ReceivedCall, action: string, version: string): FoundAction {
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
