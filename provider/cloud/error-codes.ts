import type { Verdict } from "../errors/request-error";

export interface ErrorCode {
  /** What happened, without the API's jargon. */
  readonly meaning: string;
  /** What the user does about it. */
  readonly advice: string;
  readonly onRead: Verdict;
  readonly onWrite: Verdict;
}

const STATUS_ADVICE = "Wait until no other task runs for the instance and it is running, then run `pulumi up` again";
const PASSING_ADVICE = "Run `pulumi up` again; if it persists, contact Tencent Cloud with the request id";
const POLICY_ADVICE = "Add the action to the CAM policy of these credentials";
const CREDENTIALS_ADVICE = "Check the credentials that the stack uses";
const SHARED_LIMIT_ADVICE = "Wait a little and run `pulumi up` again; other clients of the account share the limit";
const BUG_ADVICE = "Update pulumi-tencentcloud-postgres-ssl; if it persists, report it with the request id";

const fail = (meaning: string, advice: string): ErrorCode => ({ meaning, advice, onRead: "fail", onWrite: "fail" });
const denied = (meaning: string): ErrorCode => ({
  meaning,
  advice: POLICY_ADVICE,
  onRead: "denied",
  onWrite: "denied",
});
const limited = (meaning: string): ErrorCode => ({
  meaning,
  advice: SHARED_LIMIT_ADVICE,
  onRead: "limited",
  onWrite: "limited",
});
const passing = (meaning: string, onWrite: Verdict): ErrorCode => ({
  meaning,
  advice: PASSING_ADVICE,
  onRead: "again",
  onWrite,
});

/**
 * Every code of the actions, and of the gateway in front of them, that has a meaning of its own. Only this table decides what is
 * sent again.
 */
export const ERROR_CODES: Readonly<Record<string, ErrorCode>> = {
  "FailedOperation.DatabaseAccessError": passing("the cloud's management database could not be reached", "later"),
  "FailedOperation.DatabaseAffectedError": passing("the cloud's management database refused the operation", "later"),
  "FailedOperation.FailedOperationError": passing("the cloud could not carry out the operation", "later"),
  "FailedOperation.FlowCreateError": passing("the cloud could not create the task", "later"),
  FailedOperation: passing("the cloud could not carry out the operation", "later"),
  "InvalidParameterValue.InvalidParameterValueError": fail(
    "the cloud refused a value",
    "Check that connectAddress is an address of this very instance (its private or public address, or its read-only " +
      "group's), that the instance runs PostgreSQL 11 or later, and dbInstanceId and region",
  ),
  "InvalidParameterValue.ParameterCharacterLimitError": fail(
    "a value breaks a rule of form",
    "Check how dbInstanceId and connectAddress are written",
  ),
  "InvalidParameterValue.ParameterValueExceedError": fail("a value is out of range", BUG_ADVICE),
  InvalidParameterValue: fail("the cloud refused a value", "Check dbInstanceId, connectAddress and region"),
  InvalidParameter: fail("the cloud refused a parameter", BUG_ADVICE),
  MissingParameter: fail("a parameter is missing", BUG_ADVICE),
  UnknownParameter: fail("a parameter is not known to the cloud", BUG_ADVICE),
  "OperationDenied.InstanceAccessDeniedError": denied("these credentials may not operate on the instance"),
  UnauthorizedOperation: denied("these credentials may not call this action"),
  "AuthFailure.UnauthorizedOperation": denied("these credentials may not call this action"),
  "OperationDenied.CamDeniedError": denied("access management refused the call"),
  "OperationDenied.InstanceStatusLimitError": {
    meaning: "the instance's status does not allow this now",
    advice: STATUS_ADVICE,
    onRead: "again",
    onWrite: "busy",
  },
  OperationDenied: fail("the cloud denied the operation", "Check the instance's state in the console"),
  "ResourceNotFound.InstanceNotFoundError": {
    meaning: "the instance does not exist",
    advice: "Check dbInstanceId and region, and that the credentials belong to the account that owns the instance",
    onRead: "gone",
    onWrite: "gone",
  },
  ResourceInUse: { meaning: "the instance is in use", advice: STATUS_ADVICE, onRead: "again", onWrite: "busy" },
  ResourceInsufficient: fail("the cloud has no resources left for this", "Contact Tencent Cloud with the request id"),
  // Only the code for the instance itself may take a resource out of the state.
  ResourceNotFound: fail("something that the call needs does not exist", "Check dbInstanceId and region"),
  ResourceUnavailable: passing("the instance is not available", "later"),
  RequestLimitExceeded: limited("more requests were sent than the account's limit allows"),
  LimitExceeded: fail("a quota of the account is used up", "Raise the quota in the console, or contact Tencent Cloud"),
  ServiceUnavailable: passing("the service is not available", "later"),
  InternalError: passing("the cloud failed inside", "unknown"),
  UnsupportedRegion: fail("the service does not exist in this region", "Check the region"),
  UnsupportedOperation: fail("the cloud does not support the operation", "Check the instance's version and edition"),
  ActionOffline: fail("the cloud does not offer this action any more", BUG_ADVICE),
  UnsupportedProtocol: fail("the endpoint does not take this protocol", "Check tencentcloud:protocol and the endpoint"),
  InvalidRequest: fail("the cloud could not read the request", BUG_ADVICE),
  RequestSizeLimitExceeded: fail("the request is larger than the cloud takes", BUG_ADVICE),
  // The call was carried out; only its answer was too large.
  ResponseSizeLimitExceeded: { ...fail("the answer is larger than the cloud sends", BUG_ADVICE), onWrite: "unknown" },
  DryRunOperation: fail("the call was only tried, not carried out", BUG_ADVICE),
  InvalidAction: fail("the endpoint does not know this action", "Check the endpoint, domain and region"),
  NoSuchProduct: fail("the endpoint does not know this product", "Check the endpoint and domain"),
  NoSuchVersion: fail("the endpoint does not know this version of the API", "Check the endpoint and domain"),
  IpInBlacklist: fail("the address of this machine is on a deny list of the account", "Change the account's deny list"),
  IpNotInWhitelist: fail("the address of this machine is not on the account's allow list", "Change the allow list"),
  "AuthFailure.SecretIdNotFound": fail("the SecretId does not exist or is disabled", CREDENTIALS_ADVICE),
  "AuthFailure.InvalidSecretId": fail("the SecretId is not one for API calls", CREDENTIALS_ADVICE),
  "AuthFailure.SignatureFailure": fail("the SecretKey does not belong to the SecretId", CREDENTIALS_ADVICE),
  "AuthFailure.SignatureExpire": fail(
    "this machine's clock differs from the cloud's by more than five minutes",
    "Set the clock of the machine that runs Pulumi, for example with an NTP service",
  ),
  "AuthFailure.TokenFailure": fail(
    "the session token is missing, wrong or has expired",
    "Get new temporary credentials, with their token (TENCENTCLOUD_SECURITY_TOKEN or tencentcloud:securityToken)",
  ),
  "AuthFailure.MFAFailure": fail(
    "the account asks for a second factor",
    "Use credentials that need none for API calls",
  ),
  "AuthFailure.InvalidAuthorization": fail(
    "the cloud could not read the signature",
    "Check that no proxy between this machine and Tencent Cloud rewrites the Authorization header",
  ),
  AuthFailure: fail("the cloud did not accept the signature", CREDENTIALS_ADVICE),
};

const UNDOCUMENTED: ErrorCode = {
  meaning: "the cloud answered with an error",
  advice: PASSING_ADVICE,
  onRead: "fail",
  onWrite: "fail",
};

/** The entry for a code: its own, else that of its family (the part before the dot), else one for undocumented codes. */
export function errorCode(code: string): ErrorCode {
  const [family = ""] = code.split(".", 1);
  const key = [code, family].find((name) => Object.hasOwn(ERROR_CODES, name));
  return (key === undefined ? undefined : ERROR_CODES[key]) ?? UNDOCUMENTED;
}
