import { createHash } from "node:crypto";
import { assumptions } from "../assumptions";
import { ApiError, isRecord } from "../contract";
import type { Credential } from "../signature/identities";
import type { Action, ActionContext } from "./action";

const externalIdForm = /^[\w+=,.@:/-]{2,128}$/;
const mostTags = 50;

/** Gives the caller the credentials of a role. */
export const assumeRole: Action<"AssumeRole"> = (parameters, context) => {
  const { ExternalId: externalId, Policy: policy, Tags: tags = [] } = parameters;
  if (externalId !== undefined && !externalIdForm.test(externalId)) {
    throw wrong("ExternalId must have 2 to 128 letters, digits and characters of _+=,.@:/-.");
  }
  if (tags.length > mostTags || new Set(tags.map(({ Key }) => Key)).size < tags.length) {
    throw wrong(`Tags may be ${mostTags} at most, each with a key of its own.`);
  }
  if (policy !== undefined && policy !== "") checkPolicy(policy);
  return openSession(parameters, context, { durationCode: "InvalidParameter.OverTimeError", externalId });
};

/** Gives the credentials of a role to a caller with a token of an identity provider. */
export const assumeRoleWithWebIdentity: Action<"AssumeRoleWithWebIdentity"> = (parameters, context) => {
  checkWebIdentityToken(parameters.WebIdentityToken, context.now);
  return openSession(parameters, context, { durationCode: "InvalidParameter.ParamError" });
};

/** What every way of assuming a role asks for. */
interface SessionParameters {
  readonly RoleArn: string;
  readonly RoleSessionName: string;
  readonly DurationSeconds?: number;
}

/** Source: https://www.tencentcloud.com/document/api/1150/49456, parameters DurationSeconds and RoleSessionName */
const usualSeconds = 7200;
const mostSeconds = 43_200;
const sessionNameForm = /^[\w+=,.@-]{2,128}$/;

/** How the two actions differ. */
interface SessionRules {
  /** The code of a DurationSeconds that is out of bounds. */
  readonly durationCode: "InvalidParameter.OverTimeError" | "InvalidParameter.ParamError";
  readonly externalId?: string | undefined;
}

/** Gives out the credentials of a role, after all checks. @throws ApiError */
function openSession(parameters: SessionParameters, context: ActionContext, rules: SessionRules): object {
  const { RoleArn: arn, RoleSessionName: sessionName, DurationSeconds: seconds = usualSeconds } = parameters;
  const name = parseRoleArn(arn);
  if (!name) throw wrong("RoleArn is not the resource description of a role.");
  if (!sessionNameForm.test(sessionName)) {
    throw wrong("RoleSessionName must have 2 to 128 letters, digits and characters of +=,.@_-.");
  }
  if (seconds < 1 || seconds > mostSeconds) {
    throw new ApiError(rules.durationCode, { reason: `DurationSeconds must be between 1 and ${mostSeconds}.` });
  }
  const role = context.roles.find(arn);
  if (role && (role.trusted === false || (role.externalId ?? rules.externalId) !== rules.externalId)) {
    throw new ApiError(assumptions.untrustedRoleCode.value, {
      ...{ requestId: context.requestId, service: "sts", action: "AssumeRole", resource: arn },
    });
  }
  const options = { seconds, actions: role?.actions, role: { ...name, sessionName } };
  const { secretId, secretKey, token, expiresAt } = context.credentials.issueTemporary(options, context.now);
  const expiredTime = Math.floor(expiresAt / 1000);
  return {
    Credentials: { Token: token, TmpSecretId: secretId, TmpSecretKey: secretKey },
    ExpiredTime: expiredTime,
    Expiration: new Date(expiredTime * 1000).toISOString().replace(".000Z", "Z"),
  };
}

function wrong(reason: string): ApiError {
  return new ApiError("InvalidParameter.ParamError", { reason });
}

/**
 * Checks the form of a policy, which comes as URL-encoded JSON. What it allows is not enforced.
 *
 * @throws ApiError InvalidParameter.StrategyFormatError or InvalidParameter.StrategyInvalid
 */
function checkPolicy(encoded: string): void {
  const policy = decodedPolicy(encoded);
  if (!isRecord(policy) || policy.statement === undefined) {
    throw new ApiError("InvalidParameter.StrategyFormatError", { reason: "It is no JSON object with a statement." });
  }
  const statements: readonly unknown[] = Array.isArray(policy.statement) ? policy.statement : [policy.statement];
  if (statements.some((statement) => isRecord(statement) && "principal" in statement)) {
    throw new ApiError("InvalidParameter.StrategyInvalid", { reason: "It must not have a principal." });
  }
}

function decodedPolicy(encoded: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(encoded.replaceAll("+", " ")));
  } catch {
    return undefined;
  }
}

/**
 * Checks that a token is a JSON Web Token of somebody, signed in some way and good at this time. Who signed it is not
 * known here, so the signature itself is taken on trust.
 *
 * @throws ApiError InvalidParameter.WebIdentityTokenError
 */
function checkWebIdentityToken(token: string, now: number): void {
  const parts = token.split(".");
  const [header, claims] = parts.slice(0, 2).map(decodedPart);
  if (parts.length !== 3 || !header || !claims) throw refused("It is no JSON Web Token.");
  if (typeof header.alg !== "string" || header.alg === "none" || parts[2] === "") throw refused("It is not signed.");
  for (const name of ["iss", "sub", "aud"]) {
    if (claims[name] === undefined || claims[name] === "") throw refused(`It has no ${name}.`);
  }
  const seconds = now / 1000;
  if (typeof claims.exp !== "number" || claims.exp <= seconds) throw refused("It has expired, or has no exp.");
  if (typeof claims.nbf === "number" && claims.nbf > seconds) throw refused("It is not good yet.");
}

function decodedPart(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function refused(reason: string): ApiError {
  return new ApiError("InvalidParameter.WebIdentityTokenError", { reason });
}

const account = String(assumptions.account.value.uid);
const user = assumptions.callerIdentity.value.user;

/** Tells who signed the call. */
export const getCallerIdentity: Action<"GetCallerIdentity"> = (_, { caller }) => identityOf(caller);

function identityOf(caller: Credential | undefined): object {
  if (caller?.role) {
    const { account: AccountId, id, sessionName } = caller.role;
    return {
      Arn: `qcs::sts:${AccountId}:assumed-role/${id}`,
      ...{ AccountId, UserId: `${id}:${sessionName}`, PrincipalId: user, Type: "CAMRole" },
    };
  }
  const common = { AccountId: account, PrincipalId: user, Type: "CAMUser" };
  if (caller?.token === undefined) return { Arn: `qcs::cam:${account}:uin/${user}`, UserId: user, ...common };
  return { Arn: `qcs::sts:${account}:federated-user/${user}`, UserId: `${user}:emulator`, ...common };
}

/** A role as its resource description names it. */
interface RoleName {
  /** Uin of the account that has the role. */
  readonly account: string;
  readonly id: string;
}

/**
 * A role by its id or its name, of a user or of a service: `qcs::cam::uin/1:role/4611…`, `qcs::cam::uin/1:roleName/ci`,
 * `qcs::cam::uin/1:role/tencentcloudServiceRole/4611…`, `qcs::cam::uin/1:role/tencentcloudServiceRoleName/ci`.
 * Source: https://www.tencentcloud.com/document/api/1150/49456, parameter RoleArn
 */
const roleForm =
  /^qcs::cam::uin\/(\d{1,20}):(?:role\/(?:tencentcloudServiceRole\/)?(\d{1,20})|(?:roleName|role\/tencentcloudServiceRoleName)\/([\w+=,.@-]{1,128}))$/;

/** Reads the resource description of a role; undefined when it is none. */
export function parseRoleArn(arn: string): RoleName | undefined {
  const [, account, id, name] = roleForm.exec(arn) ?? [];
  if (account === undefined) return undefined;
  return { account, id: id ?? idOf(`${account}/${name ?? ""}`) };
}

/** Roles have ids of 19 digits that begin like this; the same name always has the same one here. */
function idOf(name: string): string {
  const digits = BigInt(`0x${createHash("sha256").update(name).digest("hex").slice(0, 12)}`) % 10n ** 9n;
  return `4611686018${String(digits).padStart(9, "0")}`;
}
