import { routeTo } from "../../cloud/route";
import { CredentialsError } from "../../errors/package-errors";
import { printable } from "../../model/printable";
import { ask } from "./ask";
import type { Credential } from "../credential";
import { fetchText } from "./fetch-text";
import { asObject, type JsonObject, parseObject } from "../json-object";
import type { Clock } from "../lease";
import type { Role } from "../role";
import { authorization, CONTENT_TYPE } from "./sign-request";
import { stsError } from "./sts-error";
import { readTemporary } from "./temporary-credential";

const VERSION = "2018-08-13";
const TIMEOUT_SECONDS = 10;
const ADVICE = "Check the network, proxy and endpoint between this machine and the Security Token Service";

/** A role that is to be assumed by showing a token of an identity provider. */
export interface WebIdentityRole extends Role {
  readonly region: string;
  readonly providerId: string;
  readonly identityToken: string;
}

export interface StsOptions {
  /** The URL of the service, without a path. */
  readonly endpoint: string;
  /** The region that requests name; roles are the same in all of them. */
  readonly region: string;
  readonly clock: Clock;
  /** Length of a second in milliseconds. */
  readonly secondMs: number;
}

interface StsRequest {
  readonly action: "AssumeRole" | "AssumeRoleWithWebIdentity";
  readonly role: Role;
  readonly region: string;
  readonly parameters: JsonObject;
  /** Who signs; nobody where a token among the parameters says who asks. */
  readonly signer?: Credential;
  /** What no error may quote. */
  readonly secrets: readonly string[];
}

/**
 * Gets temporary credentials from the Security Token Service. Throws {@link CredentialsError}.
 *
 * Source: https://www.tencentcloud.com/document/product/1150/49452 (AssumeRole)
 */
export class Sts {
  constructor(private readonly options: StsOptions) {}

  assumeRole(role: Role, signer: Credential): Promise<Credential> {
    return this.request({
      action: "AssumeRole",
      role,
      region: this.options.region,
      parameters: role.externalId === undefined ? {} : { ExternalId: role.externalId },
      signer,
      secrets: [signer.secretId, signer.secretKey, ...(signer.token === undefined ? [] : [signer.token])],
    });
  }

  assumeRoleWithWebIdentity(role: WebIdentityRole): Promise<Credential> {
    return this.request({
      action: "AssumeRoleWithWebIdentity",
      role,
      region: role.region,
      parameters: { ProviderId: role.providerId, WebIdentityToken: role.identityToken },
      secrets: [role.identityToken],
    });
  }

  private request(request: StsRequest): Promise<Credential> {
    const { host } = new URL(this.options.endpoint);
    const where = `${host}, ${printable(request.region, 40)}`;
    const subject = `${request.action} for ${printable(request.role.arn, 200)} (${where})`;
    return ask(subject, this.options.secondMs, () => this.send(request));
  }

  private async send(request: StsRequest): Promise<Credential> {
    const { endpoint, clock, secondMs } = this.options;
    const since = clock();
    const init = requestInit(request, endpoint, Math.floor(since.wallMs / 1000));
    const options = { timeoutSeconds: TIMEOUT_SECONDS, secondMs, advice: ADVICE };
    const route = await routeTo(endpoint);
    const { text, serverTimeMs } = await fetchText(endpoint, { ...options, ...init, route });
    const reply = readReply(text, request.secrets);
    return readTemporary(clock, {
      keys: asObject(reply.Credentials) ?? {},
      expiredTime: reply.ExpiredTime,
      serverTimeMs,
      askedSeconds: request.role.durationSeconds,
      since,
    });
  }
}

function requestInit({ action, role, region, parameters, signer }: StsRequest, url: string, timestamp: number) {
  const { arn: RoleArn, sessionName: RoleSessionName, durationSeconds: DurationSeconds } = role;
  const body = JSON.stringify({ RoleArn, RoleSessionName, DurationSeconds, ...parameters });
  const headers: Record<string, string> = {
    "Content-Type": CONTENT_TYPE,
    "X-TC-Action": action,
    "X-TC-Version": VERSION,
    "X-TC-Region": region,
    "X-TC-Timestamp": String(timestamp),
    "X-TC-Language": "en-US",
    Authorization: signer === undefined ? "SKIP" : authorization(url, body, timestamp, signer),
  };
  if (signer?.token !== undefined) headers["X-TC-Token"] = signer.token;
  return { method: "POST", headers, body };
}

function readReply(text: string, secrets: readonly string[]): JsonObject {
  const reply = asObject(parseObject(text)?.Response);
  if (reply === undefined) throw new CredentialsError(`the reply is not one of the API. ${ADVICE}`);
  const error = asObject(reply.Error);
  if (error === undefined) return reply;
  throw stsError(
    { code: asText(error.Code), detail: asText(error.Message), requestId: asText(reply.RequestId) },
    secrets,
  );
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}
