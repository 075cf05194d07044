import { ApiError, type ApiFailure, coded } from "../../../provider/cloud/api-error";
import { InstanceSslConfigError } from "../../../provider/errors/package-errors";
import { INVISIBLE } from "../invisible";

const FAILURE: ApiFailure = {
  action: "ModifyDBInstanceSSLConfig",
  region: "ap-guangzhou",
  instanceId: "postgres-5gevh7gr",
  code: "OperationDenied.InstanceStatusLimitError",
  detail: "the instance is upgrading",
  requestId: "e39921c1",
  meaning: "the instance's status does not allow this now",
  advice: "Wait",
  verdict: "busy",
};

test("one line tells the call, the instance, the region, what it means, the cloud's words, the request, what to do", () => {
  expect(new ApiError(FAILURE).message).toBe(
    "ModifyDBInstanceSSLConfig of postgres-5gevh7gr (ap-guangzhou): the instance's status does not allow this now " +
      "[OperationDenied.InstanceStatusLimitError, request e39921c1: the instance is upgrading]. Wait.",
  );
});

test("a call that no reply came to says so in place of a code", () => {
  const { code, requestId, instanceId, ...failure } = FAILURE;

  expect([code, requestId, instanceId]).not.toContain(undefined);
  expect(new ApiError({ ...failure, detail: "socket hang up", meaning: "no readable reply arrived" }).message).toBe(
    "ModifyDBInstanceSSLConfig (ap-guangzhou): no readable reply arrived [no reply of the API: socket hang up]. Wait.",
  );
});

test("a permission that is missing is answered with the policy statement to add, limited to the instance", () => {
  const { message } = new ApiError({ ...FAILURE, verdict: "denied", advice: "Add the action" });
  const statement: unknown = JSON.parse(message.slice(message.indexOf("{"), message.lastIndexOf("}") + 1));

  expect(message).toContain("]. Add the action: {");
  expect(statement).toEqual({
    effect: "allow",
    action: ["postgres:ModifyDBInstanceSSLConfig"],
    resource: ["qcs::postgres:ap-guangzhou:uin/*:DBInstanceId/postgres-5gevh7gr"],
  });
});

test("the policy statement for a call about no particular instance allows it for all", () => {
  const { instanceId, ...failure } = FAILURE;

  expect(instanceId).toBeDefined();
  expect(new ApiError({ ...failure, action: "DescribeTasks", verdict: "denied" }).message).toContain(
    '{"effect":"allow","action":["postgres:DescribeTasks"],"resource":["*"]}',
  );
});

test("no other failure speaks of a policy", () => {
  for (const verdict of ["again", "limited", "busy", "later", "unknown", "gone", "fail"] as const) {
    expect(new ApiError({ ...FAILURE, verdict }).message).not.toContain("effect");
  }
});

test("a failure of a call that names no instance can be given its instance, and keeps everything else", () => {
  const { instanceId, ...failure } = FAILURE;
  const cause = new Error("socket hang up");
  const error = new ApiError(failure, { cause }).about("postgres-5gevh7gr");

  expect(instanceId).toBe("postgres-5gevh7gr");
  expect(error.message).toBe(new ApiError(FAILURE).message);
  expect(error).toMatchObject({ code: FAILURE.code, requestId: FAILURE.requestId, verdict: "busy", cause });
  expect(error.about("postgres-zzzzzzzz")).toBe(error);
});

test("an empty request id is left out", () => {
  expect(new ApiError({ ...FAILURE, requestId: "" }).message).toContain(
    "[OperationDenied.InstanceStatusLimitError: the",
  );
});

test("what the cloud or the environment wrote is printable and cut before it is shown", () => {
  const evil = `\u001b]0;owned\u0007\u202e${"x".repeat(1_000_000)}`;
  const failure = {
    ...FAILURE,
    code: evil,
    detail: evil,
    requestId: evil,
    region: evil,
    instanceId: evil,
    verdict: "denied",
  } as const;
  const { message } = new ApiError(failure);

  expect(message).not.toMatch(INVISIBLE);
  expect(message).toContain("\\u{1b}]0;owned\\u{7}");
  expect(message.length).toBeLessThan(1500);
});

test("the error keeps what the provider decides by, and where it came from", () => {
  const cause = new Error("raw");
  const error = new ApiError(FAILURE, { cause });

  expect(error).toBeInstanceOf(InstanceSslConfigError);
  expect(error).toMatchObject({
    name: "ApiError",
    action: "ModifyDBInstanceSSLConfig",
    verdict: "busy",
    code: "OperationDenied.InstanceStatusLimitError",
    requestId: "e39921c1",
    cause,
  });
});

test("one code can mean something else for a change than for a read", () => {
  const reply = { code: "InternalError", detail: "oops", requestId: "r" };
  const subject = { region: "ap-guangzhou", instanceId: "postgres-5gevh7gr" };

  expect(coded({ action: "DescribeTasks", ...subject }, reply)).toEqual({
    action: "DescribeTasks",
    ...subject,
    ...reply,
    meaning: "the cloud failed inside",
    advice: "Run `pulumi up` again; if it persists, contact Tencent Cloud with the request id",
    verdict: "again",
  });
  expect(coded({ action: "DescribeDBInstanceSSLConfig", ...subject }, reply).verdict).toBe("again");
  expect(coded({ action: "ModifyDBInstanceSSLConfig", ...subject }, reply).verdict).toBe("unknown");
});
