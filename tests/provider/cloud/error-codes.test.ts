import { actions, commonErrorCodes } from "../../../emulator/src/contract";
import { type Action, ACTIONS } from "../../../provider/cloud/api-error";
import { ERROR_CODES, errorCode } from "../../../provider/cloud/error-codes";
import type { Verdict } from "../../../provider/errors/request-error";

/** The codes that the documentation lists for the provider's actions, and for the gateway before all of Tencent Cloud's products. */
const DOCUMENTED = new Set([
  ...Object.keys(ACTIONS).flatMap((action) => actions[action as Action].errorCodes),
  ...commonErrorCodes,
]);

/** What a read and a change are judged, where a code is more than a failure to be reported. */
const VERDICTS: Readonly<Record<string, readonly [onRead: Verdict, onWrite: Verdict]>> = {
  "AuthFailure.UnauthorizedOperation": ["denied", "denied"],
  FailedOperation: ["again", "later"],
  "FailedOperation.DatabaseAccessError": ["again", "later"],
  "FailedOperation.DatabaseAffectedError": ["again", "later"],
  "FailedOperation.FailedOperationError": ["again", "later"],
  "FailedOperation.FlowCreateError": ["again", "later"],
  InternalError: ["again", "unknown"],
  "OperationDenied.CamDeniedError": ["denied", "denied"],
  "OperationDenied.InstanceAccessDeniedError": ["denied", "denied"],
  "OperationDenied.InstanceStatusLimitError": ["again", "busy"],
  RequestLimitExceeded: ["limited", "limited"],
  "RequestLimitExceeded.GlobalRegionUinLimitExceeded": ["limited", "limited"],
  "RequestLimitExceeded.IPLimitExceeded": ["limited", "limited"],
  "RequestLimitExceeded.UinLimitExceeded": ["limited", "limited"],
  ResourceInUse: ["again", "busy"],
  "ResourceNotFound.InstanceNotFoundError": ["gone", "gone"],
  ResourceUnavailable: ["again", "later"],
  ResponseSizeLimitExceeded: ["fail", "unknown"],
  ServiceUnavailable: ["again", "later"],
  UnauthorizedOperation: ["denied", "denied"],
};

/** Codes of the list of instances: a code without an entry of its own is judged as its family. */
const OF_A_FAMILY = ["FailedOperation", "InternalError", "ResourceUnavailable"];

function verdictsOf(code: string): readonly [Verdict, Verdict] | undefined {
  const [family = ""] = code.split(".");
  return VERDICTS[code] ?? (OF_A_FAMILY.includes(family) ? VERDICTS[family] : undefined);
}

const UNDOCUMENTED = errorCode("SomethingNew");

test.each([...new Set([...DOCUMENTED, ...Object.keys(ERROR_CODES)])])(
  "%s is judged by what it means, and tells what happened and what to do in words that fit into a sentence",
  (code) => {
    const { meaning, advice, onRead, onWrite } = errorCode(code);

    expect([onRead, onWrite]).toEqual(verdictsOf(code) ?? ["fail", "fail"]);
    expect(meaning).not.toBe(UNDOCUMENTED.meaning);
    expect(meaning).toMatch(/^[a-z].{15,}[^.]$/);
    expect(advice).toMatch(/^[A-Z].{10,}[^.]$/);
  },
);

test("every entry is for a code that the actions or the gateway have, but for two families", () => {
  expect(Object.keys(ERROR_CODES).filter((code) => !DOCUMENTED.has(code))).toEqual(["OperationDenied", "AuthFailure"]);
});

test.each([
  ["RequestLimitExceeded.SomethingNew", "RequestLimitExceeded"],
  ["UnauthorizedOperation.CamNoAuth", "UnauthorizedOperation"],
  ["InvalidParameterValue.InstanceNotExist.Really", "InvalidParameterValue"],
  ["ResourceNotFound.InstanceNotFoundErrors", "ResourceNotFound"],
])("%s, which nobody documented, is judged as its family %s", (code, family) => {
  expect(errorCode(code)).toBe(ERROR_CODES[family]);
});

test.each(["SomethingNew", "RequestLimitExceeded2", ".RequestLimitExceeded", "", "__proto__", "toString.call"])(
  "the code %j is treated as an unknown one: reported, and never sent again",
  (code) => {
    expect(errorCode(code)).toEqual({
      meaning: "the cloud answered with an error",
      advice: "Run `pulumi up` again; if it persists, contact Tencent Cloud with the request id",
      onRead: "fail",
      onWrite: "fail",
    });
  },
);
