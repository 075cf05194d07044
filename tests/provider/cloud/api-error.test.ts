import { ApiError, type ApiFailure } from "../../../provider/cloud/api-error";
import { InstanceSslConfigError } from "../../../provider/errors/package-errors";
import { INVISIBLE } from "../invisible";

/** A call about no particular instance, to which no reply came. */
const LOST: ApiFailure = {
  action: "DescribeTasks",
  region: "ap-guangzhou",
  detail: "socket hang up",
  meaning: "no readable reply arrived",
  advice: "Wait",
  verdict: "again",
};
const REFUSED = {
  ...LOST,
  action: "ModifyDBInstanceSSLConfig",
  instanceId: "postgres-5gevh7gr",
  code: "OperationDenied.InstanceStatusLimitError",
  detail: "the instance is upgrading",
  requestId: "e39921c1",
  meaning: "the instance's status does not allow this now",
  verdict: "busy",
} as const;

test.each<[string, ApiFailure, string]>([
  [
    "one line tells the call, the instance, the region, what it means, the cloud's words, the request, what to do",
    REFUSED,
    "ModifyDBInstanceSSLConfig of postgres-5gevh7gr (ap-guangzhou): the instance's status does not allow this now " +
      "[OperationDenied.InstanceStatusLimitError, request e39921c1: the instance is upgrading]. Wait.",
  ],
  [
    "a call that no reply came to says so in place of a code",
    LOST,
    "DescribeTasks (ap-guangzhou): no readable reply arrived [no reply of the API: socket hang up]. Wait.",
  ],
  [
    "an empty request id is left out",
    { ...LOST, code: "InternalError", requestId: "" },
    "DescribeTasks (ap-guangzhou): no readable reply arrived [InternalError: socket hang up]. Wait.",
  ],
  [
    "a permission that is missing is answered with the policy statement to add, limited to the instance",
    { ...REFUSED, verdict: "denied", advice: "Add the action" },
    "ModifyDBInstanceSSLConfig of postgres-5gevh7gr (ap-guangzhou): the instance's status does not allow this now " +
      "[OperationDenied.InstanceStatusLimitError, request e39921c1: the instance is upgrading]. Add the action: " +
      '{"effect":"allow","action":["postgres:ModifyDBInstanceSSLConfig"],' +
      '"resource":["qcs::postgres:ap-guangzhou:uin/*:DBInstanceId/postgres-5gevh7gr"]}.',
  ],
  [
    "the policy statement for a call about no particular instance allows it for all",
    { ...LOST, verdict: "denied" },
    "DescribeTasks (ap-guangzhou): no readable reply arrived [no reply of the API: socket hang up]. Wait: " +
      '{"effect":"allow","action":["postgres:DescribeTasks"],"resource":["*"]}.',
  ],
])("%s", (_, failure, message) => {
  expect(new ApiError(failure).message).toBe(message);
});

test("a failure of a call that names no instance can be given its instance, and keeps everything else", () => {
  const { instanceId, ...failure } = REFUSED;
  const cause = new Error("socket hang up");
  const error = new ApiError(failure, { cause }).about(instanceId);

  expect(error.message).toBe(new ApiError(REFUSED).message);
  expect(error).toBeInstanceOf(InstanceSslConfigError);
  expect(error).toMatchObject({
    name: "ApiError",
    action: "ModifyDBInstanceSSLConfig",
    verdict: "busy",
    code: "OperationDenied.InstanceStatusLimitError",
    requestId: "e39921c1",
    cause,
  });
  expect(error.about("postgres-zzzzzzzz")).toBe(error);
});

test("what the cloud or the environment wrote is printable and cut before it is shown", () => {
  const evil = `\u001b]0;owned\u0007\u202e${"x".repeat(1_000_000)}`;
  const texts = { code: evil, detail: evil, requestId: evil, region: evil, instanceId: evil };
  const { message } = new ApiError({ ...REFUSED, ...texts, verdict: "denied" });

  expect(message).not.toMatch(INVISIBLE);
  expect(message).toContain("\\u{1b}]0;owned\\u{7}");
  expect(message.length).toBeLessThan(1500);
});
