import { ERROR_CODES, errorCode, type Verdict } from "../../../provider/cloud/error-codes";

type Verdicts = readonly [onRead: Verdict, onWrite: Verdict];

/** The codes that the API's documentation lists for the three actions. */
const CODES_OF_THE_ACTIONS: Readonly<Record<string, Verdicts>> = {
  "FailedOperation.DatabaseAccessError": ["again", "later"],
  "FailedOperation.DatabaseAffectedError": ["again", "later"],
  "FailedOperation.FailedOperationError": ["again", "later"],
  "FailedOperation.FlowCreateError": ["again", "later"],
  "InvalidParameterValue.InvalidParameterValueError": ["fail", "fail"],
  "InvalidParameterValue.ParameterCharacterLimitError": ["fail", "fail"],
  "InvalidParameterValue.ParameterValueExceedError": ["fail", "fail"],
  "OperationDenied.InstanceAccessDeniedError": ["denied", "denied"],
  "OperationDenied.InstanceStatusLimitError": ["again", "busy"],
  "ResourceNotFound.InstanceNotFoundError": ["gone", "gone"],
};

/** The codes that the gateway before all of Tencent Cloud's products answers with. */
const COMMON_CODES: Readonly<Record<string, Verdicts>> = {
  ActionOffline: ["fail", "fail"],
  "AuthFailure.InvalidAuthorization": ["fail", "fail"],
  "AuthFailure.InvalidSecretId": ["fail", "fail"],
  "AuthFailure.MFAFailure": ["fail", "fail"],
  "AuthFailure.SecretIdNotFound": ["fail", "fail"],
  "AuthFailure.SignatureExpire": ["fail", "fail"],
  "AuthFailure.SignatureFailure": ["fail", "fail"],
  "AuthFailure.TokenFailure": ["fail", "fail"],
  "AuthFailure.UnauthorizedOperation": ["denied", "denied"],
  DryRunOperation: ["fail", "fail"],
  FailedOperation: ["again", "later"],
  InternalError: ["again", "unknown"],
  InvalidAction: ["fail", "fail"],
  InvalidParameter: ["fail", "fail"],
  InvalidParameterValue: ["fail", "fail"],
  InvalidRequest: ["fail", "fail"],
  IpInBlacklist: ["fail", "fail"],
  IpNotInWhitelist: ["fail", "fail"],
  LimitExceeded: ["fail", "fail"],
  MissingParameter: ["fail", "fail"],
  NoSuchProduct: ["fail", "fail"],
  NoSuchVersion: ["fail", "fail"],
  "OperationDenied.CamDeniedError": ["denied", "denied"],
  OperationDenied: ["fail", "fail"],
  RequestLimitExceeded: ["limited", "limited"],
  "RequestLimitExceeded.GlobalRegionUinLimitExceeded": ["limited", "limited"],
  "RequestLimitExceeded.IPLimitExceeded": ["limited", "limited"],
  "RequestLimitExceeded.UinLimitExceeded": ["limited", "limited"],
  RequestSizeLimitExceeded: ["fail", "fail"],
  ResourceInUse: ["again", "busy"],
  ResourceInsufficient: ["fail", "fail"],
  ResourceNotFound: ["fail", "fail"],
  ResourceUnavailable: ["again", "later"],
  ResponseSizeLimitExceeded: ["fail", "unknown"],
  ServiceUnavailable: ["again", "later"],
  UnauthorizedOperation: ["denied", "denied"],
  UnknownParameter: ["fail", "fail"],
  UnsupportedOperation: ["fail", "fail"],
  UnsupportedProtocol: ["fail", "fail"],
  UnsupportedRegion: ["fail", "fail"],
};

const UNDOCUMENTED = errorCode("SomethingNew");

test.each(Object.entries({ ...CODES_OF_THE_ACTIONS, ...COMMON_CODES }))(
  "%s: a read is judged %p",
  (code, [onRead, onWrite]) => {
    const entry = errorCode(code);

    expect([entry.onRead, entry.onWrite]).toEqual([onRead, onWrite]);
    expect(entry.meaning).not.toBe(UNDOCUMENTED.meaning);
  },
);

test("there is no entry that the API does not document, so each one is justified above", () => {
  const documented = Object.keys({ ...CODES_OF_THE_ACTIONS, ...COMMON_CODES, AuthFailure: 1 });

  expect(Object.keys(ERROR_CODES).filter((code) => !documented.includes(code))).toEqual([]);
});

test.each(Object.keys(ERROR_CODES))(
  "%s tells what happened and what to do, in words that fit into a sentence",
  (code) => {
    const { meaning, advice } = errorCode(code);

    expect(meaning).toMatch(/^[a-z].{15,}[^.]$/);
    expect(advice).toMatch(/^[A-Z].{10,}[^.]$/);
  },
);

test("the most frequent codes say exactly what to do", () => {
  const advice = (code: string): string => errorCode(code).advice;

  expect(advice("UnauthorizedOperation")).toContain("CAM policy");
  expect(advice("AuthFailure.SignatureExpire")).toContain("Set the clock of the machine");
  expect(errorCode("AuthFailure.SignatureExpire").meaning).toContain("clock differs");
  expect(advice("AuthFailure.TokenFailure")).toContain("TENCENTCLOUD_SECURITY_TOKEN or tencentcloud:securityToken");
  expect(advice("AuthFailure.SecretIdNotFound")).toContain("tencentcloud:secretId or TENCENTCLOUD_SECRET_ID");
  expect(advice("InvalidParameterValue.InvalidParameterValueError")).toMatch(
    /address of this very instance.*PostgreSQL 11 or later/,
  );
  expect(advice("OperationDenied.InstanceStatusLimitError")).toContain("Wait until no other task runs");
  expect(advice("ResourceNotFound.InstanceNotFoundError")).toContain("Check dbInstanceId and region");
  expect(advice("RequestLimitExceeded")).toContain("other clients of the account share the limit");
  expect(advice("InternalError")).toContain("contact Tencent Cloud with the request id");
  expect(advice("UnknownParameter")).toContain("Update pulumi-tencentcloud-postgres-ssl");
});

test.each([
  ["RequestLimitExceeded.SomethingNew", "RequestLimitExceeded"],
  ["InternalError.DBError", "InternalError"],
  ["FailedOperation.CamAuthFailed", "FailedOperation"],
  ["AuthFailure.SomethingNew", "AuthFailure"],
  ["UnauthorizedOperation.CamNoAuth", "UnauthorizedOperation"],
  ["InvalidParameterValue.InstanceNotExist.Really", "InvalidParameterValue"],
])("%s, which nobody documented, is judged as its family %s", (code, family) => {
  expect(errorCode(code)).toBe(ERROR_CODES[family]);
});

test("no code but the documented one takes a resource out of the state", () => {
  for (const code of [
    "ResourceNotFound",
    "ResourceNotFound.VpcNotFoundError",
    "ResourceNotFound.InstanceNotFoundErrors",
  ]) {
    expect(errorCode(code).onRead).toBe("fail");
  }
});

test.each([
  "SomethingNew",
  "requestlimitexceeded",
  "RequestLimitExceeded2",
  ".RequestLimitExceeded",
  "",
  ".",
  "__proto__",
  "constructor",
  "toString",
  "__proto__.constructor",
  "hasOwnProperty.call",
])("the code %j is treated as an unknown one: reported, and never sent again", (code) => {
  expect(errorCode(code)).toEqual({
    meaning: "the cloud answered with an error",
    advice: "Run `pulumi up` again; if it persists, contact Tencent Cloud with the request id",
    onRead: "fail",
    onWrite: "fail",
  });
});

test("a code of megabytes is looked up at once", () => {
  expect(errorCode("a.".repeat(2_000_000))).toBe(UNDOCUMENTED);
});
