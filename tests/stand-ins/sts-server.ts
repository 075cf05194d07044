import { randomUUID } from "node:crypto";
import { isSignedWith, parseAuthorization } from "../../emulator/src/signature/request-signature";
import { type StandInRequest, type StandInServer, startStandIn } from "./stand-in-server";
import { newTemporaryKeys, type TemporaryKeys } from "./temporary-keys";

/** Who may assume the role; a token goes with temporary keys. */
export interface Account {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string;
}

export interface StsOptions {
  readonly accounts?: readonly Account[];
  /** Tokens of the identity provider that are good. */
  readonly identityTokens?: readonly string[];
  readonly roleArn: string;
  /** The external id that the role asks for. @default none */
  readonly externalId?: string;
  /** Makes the keys that are given out. @default random ones */
  readonly issue?: () => TemporaryKeys;
  /** The server's clock, in milliseconds since 1970. @default this machine's */
  readonly now?: () => number;
}

/** A request as it came in. */
export interface StsCall {
  readonly action: string;
  readonly region: string;
  readonly language: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly authorization: string;
}

export interface StsServer extends StandInServer {
  readonly calls: StsCall[];
  /** All keys that were given out, the oldest first. */
  readonly issued: TemporaryKeys[];
}

const MAX_SKEW_SECONDS = 300;

/** A local Security Token Service: `AssumeRole`, whose signature is verified, and `AssumeRoleWithWebIdentity`. */
export async function startSts(options: StsOptions): Promise<StsServer> {
  const { issue = newTemporaryKeys, now = Date.now } = options;
  const calls: StsCall[] = [];
  const issued: TemporaryKeys[] = [];
  const server = await startStandIn((request) => {
    const parameters = JSON.parse(request.body.toString()) as Readonly<Record<string, unknown>>;
    const call = {
      action: headerOf(request, "x-tc-action"),
      region: headerOf(request, "x-tc-region"),
      language: headerOf(request, "x-tc-language"),
      parameters,
      authorization: headerOf(request, "authorization"),
    };
    calls.push(call);
    const refusal = refusalOf(call, request, options, now());
    if (refusal !== undefined) return reply({ Error: refusal });
    const keys = issue();
    issued.push(keys);
    const seconds = typeof parameters.DurationSeconds === "number" ? parameters.DurationSeconds : 7200;
    return reply({
      Credentials: { TmpSecretId: keys.secretId, TmpSecretKey: keys.secretKey, Token: keys.token },
      ExpiredTime: Math.floor(now() / 1000) + seconds,
    });
  }, now);
  return { ...server, calls, issued };
}

interface Refusal {
  readonly Code: string;
  readonly Message: string;
}

function refusalOf(call: StsCall, request: StandInRequest, options: StsOptions, nowMs: number): Refusal | undefined {
  const { RoleArn, ExternalId, WebIdentityToken } = call.parameters;
  if (headerOf(request, "x-tc-version") !== "2018-08-13")
    return refuse("NoSuchVersion", "The version is not supported.");
  if (headerOf(request, "content-type") !== "application/json")
    return refuse("UnsupportedProtocol", "This is no JSON.");
  if (call.action === "AssumeRole") {
    const refusal = signatureRefusal(request, options.accounts ?? [], nowMs);
    if (refusal !== undefined) return refusal;
  } else if (call.action !== "AssumeRoleWithWebIdentity") {
    return refuse("InvalidAction", "The action is not known.");
  } else if (call.authorization !== "SKIP" || !options.identityTokens?.includes(String(WebIdentityToken))) {
    return refuse("InvalidParameter.ParamError", `The token ${String(WebIdentityToken)} is not valid.`);
  }
  if (RoleArn !== options.roleArn) return refuse("ResourceNotFound.RoleNotFound", "The role does not exist.");
  if (options.externalId === ExternalId) return undefined;
  return refuse("AuthFailure.UnauthorizedOperation", "The caller may not assume the role.");
}

function signatureRefusal(request: StandInRequest, accounts: readonly Account[], nowMs: number): Refusal | undefined {
  const authorization = parseAuthorization(headerOf(request, "authorization"));
  const timestamp = headerOf(request, "x-tc-timestamp");
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > MAX_SKEW_SECONDS) {
    return refuse("AuthFailure.SignatureExpire", "The signature has expired.");
  }
  const account = accounts.find(({ secretId }) => secretId === authorization?.secretId);
  if (authorization === undefined || account === undefined) {
    return refuse("AuthFailure.SecretIdNotFound", `The SecretId ${authorization?.secretId ?? ""} is not found.`);
  }
  const signed = { method: request.method, query: "", headers: request.headers, body: request.body };
  if (!isSignedWith(account.secretKey, signed, authorization, timestamp)) {
    return refuse("AuthFailure.SignatureFailure", "The signature is not correct.");
  }
  if (headerOf(request, "x-tc-token") === (account.token ?? "")) return undefined;
  return refuse("AuthFailure.TokenFailure", `The token ${headerOf(request, "x-tc-token")} is not correct.`);
}

function refuse(Code: string, Message: string): Refusal {
  return { Code, Message };
}

function reply(content: object): { readonly body: string } {
  return { body: JSON.stringify({ Response: { ...content, RequestId: randomUUID() } }) };
}

function headerOf({ headers }: StandInRequest, name: string): string {
  return String(headers[name] ?? "");
}
