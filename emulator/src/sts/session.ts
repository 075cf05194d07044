import { assumptions } from "../assumptions";
import type { ActionContext } from "../actions";
import { ApiError } from "../gateway/api-error";
import { parseRoleArn } from "./role-arn";

/** What every way of assuming a role asks for. */
export interface SessionParameters {
  readonly RoleArn: string;
  readonly RoleSessionName: string;
  readonly DurationSeconds?: number;
}

/** Source: https://www.tencentcloud.com/document/api/1150/49456, parameters DurationSeconds and RoleSessionName */
const usualSeconds = 7200;
const mostSeconds = 43_200;
const sessionNameForm = /^[\w+=,.@-]{2,128}$/;

/** How the two actions differ. */
export interface SessionRules {
  /** The code of a DurationSeconds that is out of bounds. */
  readonly durationCode: "InvalidParameter.OverTimeError" | "InvalidParameter.ParamError";
  readonly externalId?: string | undefined;
}

/** Gives out the credentials of a role, after all checks. @throws ApiError */
export function openSession(parameters: SessionParameters, context: ActionContext, rules: SessionRules): object {
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
