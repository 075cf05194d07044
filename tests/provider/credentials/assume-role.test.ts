import { credentialChain } from "../../../provider/credentials/credential-chain";
import type { StsServer } from "../../stand-ins/sts-server";
import { newTemporaryKeys } from "../../stand-ins/temporary-keys";
import { failureOf, keysOf, SHORT_SECOND_MS, useTestMachine, variablesOf } from "./test-machine";

const roleArn = "qcs::cam::uin/100000000001:roleName/operator";
const account = { secretId: "AKIDhidden", secretKey: "hidden-key", token: "hidden-token" };
const ROLE = { TENCENTCLOUD_ASSUME_ROLE_ARN: roleArn };

const machine = useTestMachine();
let sts: StsServer;
let serverAheadMs: number;

beforeEach(async () => {
  serverAheadMs = 0;
  sts = await machine.startSts({ accounts: [account], roleArn, now: () => machine.clock.wallMs + serverAheadMs });
  Object.assign(machine.env, variablesOf(account));
});

describe("a role to assume", () => {
  test.each([
    [
      "Terraform's variables name",
      {},
      {
        ...ROLE,
        TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME: "ci-run-7",
        TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION: "900",
      },
      { RoleSessionName: "ci-run-7", DurationSeconds: 900 },
    ],
    [
      "the stack's configuration names, setting by setting before the environment",
      { "tencentcloud:assumeRoleArn": roleArn, "tencentcloud:assumeRoleSessionDuration": "1800" },
      {
        TENCENTCLOUD_ASSUME_ROLE_ARN: "qcs::cam::uin/2:roleName/other",
        TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME: "from-environment",
        TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION: "900",
      },
      { RoleSessionName: "from-environment", DurationSeconds: 1800 },
    ],
    [
      "the bridge's object names",
      {
        "tencentcloud:assumeRole": JSON.stringify({ roleArn, sessionName: "b", sessionDuration: 600, externalId: "" }),
      },
      {},
      { RoleSessionName: "b", DurationSeconds: 600 },
    ],
  ])("that %s signs requests", async (_, config, env, session) => {
    const chain = machine.chain({ config, env: { ...env, TENCENTCLOUD_REGION: "ap-singapore" } });

    expect(await keysOf(chain)).toEqual(sts.issued[0]);
    expect(sts.calls).toEqual([
      {
        action: "AssumeRole",
        region: "ap-singapore",
        language: "en-US",
        authorization: expect.stringContaining("Credential=AKIDhidden/2026-01-15/sts/tc3_request") as string,
        parameters: { RoleArn: roleArn, ...session },
      },
    ]);
  });

  test("is shown the external id that it asks for", async () => {
    sts = await machine.startSts({ accounts: [account], roleArn, externalId: "ext-1" });
    const config = { "tencentcloud:assumeRoleArn": roleArn, "tencentcloud:assumeRoleExternalId": "ext-1" };
    expect(await keysOf(machine.chain({ config }))).toEqual(sts.issued[0]);

    expect(await failureOf(machine.chain({ env: ROLE }))).toContain(
      "these credentials may not assume the role [AuthFailure.UnauthorizedOperation, request ",
    );
  });

  test("is assumed by a CVM role with its token, and both are fetched anew when the session ends", async () => {
    const bound = newTemporaryKeys();
    const metadata = await machine.startMetadata({ role: "runner", issue: () => bound });
    sts = await machine.startSts({ accounts: [bound], roleArn });
    const withoutKeys = variablesOf({ secretId: "", secretKey: "", token: "" });
    const chain = machine.chain({ env: { ...withoutKeys, ...ROLE, TENCENTCLOUD_CAM_ROLE_NAME: "runner" } });
    expect(await keysOf(chain)).toEqual(sts.issued[0]);

    machine.clock.pass(7200);
    expect(await keysOf(chain)).toEqual(sts.issued[1]);
    expect(metadata.requests).toHaveLength(2);
  });
});

test.each([" ", '{"roleArn":null}'])(
  "the bridge's tencentcloud:assumeRole asks for no role where it is %j",
  async (text) => {
    expect(await keysOf(machine.chain({ config: { "tencentcloud:assumeRole": text } }))).toEqual(account);
  },
);

test.each([
  ["a role", '"role"', "tencentcloud:assumeRole is not an object"],
  ["an object that is cut off", '{"externalId":"hidden', "tencentcloud:assumeRole is not an object"],
  [
    "a field that is not supported",
    '{"roleArn":"x","policy":"{}"}',
    "has the field policy, which is not supported (roleArn, sessionName, ",
  ],
  ["a value of a wrong type", '{"roleArn":["x"]}', "tencentcloud:assumeRole (roleArn) is neither text nor a number"],
  ["no role", '{"sessionName":"x"}', "tencentcloud:assumeRole (sessionName) is set, but no role is named"],
])("the bridge's object is an error where it holds %s, because another identity would act", async (_, text, words) => {
  expect(await failureOf(machine.chain({ config: { "tencentcloud:assumeRole": text } }))).toContain(words);
  expect(sts.calls).toEqual([]);
});

test.each([
  "TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME",
  "TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION",
  "TENCENTCLOUD_ASSUME_ROLE_EXTERNAL_ID",
])("%s without a role is an error, because a role was meant", async (variable) => {
  expect(await failureOf(machine.chain({ env: { [variable]: "900" } }))).toContain(
    `${variable} is set, but no role is named. Set tencentcloud:assumeRoleArn or TENCENTCLOUD_ASSUME_ROLE_ARN, or neither.`,
  );
});

describe("a session of", () => {
  const chainFor = (seconds: string) =>
    machine.chain({ env: { ...ROLE, TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION: seconds } });

  test.each(["0", "43201", "-1", "1.5", "2h", "1e3"])("%s seconds is refused before STS is asked", async (text) => {
    expect(await failureOf(chainFor(text))).toContain(
      `TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION must be a whole number of seconds from 1 to 43200, but is "${text}".`,
    );
    expect(sts.calls).toEqual([]);
  });

  test.each([1, 43_200])("%d seconds can be asked for", async (seconds) => {
    await keysOf(chainFor(String(seconds)));

    expect(sts.calls[0]?.parameters.DurationSeconds).toBe(seconds);
  });
});

describe("where a role is assumed,", () => {
  beforeEach(() => Object.assign(machine.env, ROLE));

  test("a request is signed with the time of the system where no other clock is set", async () => {
    serverAheadMs = Date.now() - machine.clock.wallMs;

    expect(await keysOf(credentialChain({ readConfig: () => undefined, env: machine.env }))).toEqual(sts.issued[0]);
  });

  test("an error starts with what was asked of whom, for which role", async () => {
    const other = "qcs::cam::uin/100000000001:roleName/other";

    expect(await failureOf(machine.chain({ env: { TENCENTCLOUD_ASSUME_ROLE_ARN: other } }))).toMatch(
      new RegExp(
        `^the Tencent Cloud credentials of the environment cannot be used: AssumeRole for ${other} ` +
          `\\(${new URL(sts.url).host}, ap-guangzhou\\): the role or identity provider does not exist ` +
          "\\[ResourceNotFound\\.RoleNotFound, request [0-9a-f-]{36}: The role does not exist\\.\\]\\. " +
          "Check the ARN of the role and the id of the provider\\.",
      ),
    );
    expect(sts.calls).toHaveLength(1);
  });

  const NOT_ALLOWED = [
    "these credentials may not assume the role",
    "Allow them sts:AssumeRole for the role, and check whom the role trusts and its external id.",
  ] as const;

  test.each([
    ["UnauthorizedOperation", ...NOT_ALLOWED],
    ["AuthFailure.UnauthorizedOperation", ...NOT_ALLOWED],
    [
      "InvalidParameter.ParamError",
      "STS refused a parameter",
      "Check the ARN of the role, the session's name and duration, the external id and the identity token.",
    ],
  ])("a refusal with %s says in plain words what STS means by it, and what to do", async (code, meaning, advice) => {
    sts.faults.push(refusal(code, "No."));

    expect(await failureOf(machine.chain())).toContain(`: ${meaning} [${code}, request r: No.]. ${advice}`);
  });

  test("a refusal that quotes the request is shown without the quote", async () => {
    sts.faults.push(refusal("InvalidParameter", "AKIDhidden, hidden-key and hidden-token are refused."));

    expect(await failureOf(machine.chain())).toContain("[InvalidParameter, request r: ***, *** and *** are refused.]");
  });

  test("text of a reply cannot write to the terminal", async () => {
    sts.faults.push(refusal("Evil\u001b[2JCode", "line\u001b]0;title\u0007\u202egnp"));

    expect(await failureOf(machine.chain())).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test.each([-301_000, 301_000])("a clock that differs by %d ms is named as the cause", async (ahead) => {
    serverAheadMs = ahead;

    expect(await failureOf(machine.chain())).toMatch(
      /this machine's clock differs from the cloud's by more than five minutes \[AuthFailure\.SignatureExpire, .*\]\. Set the clock/,
    );
  });

  test("a clock that differs by less does not change how long the credentials are kept", async () => {
    serverAheadMs = 299_000;
    const chain = machine.chain();
    await chain.getCredential();
    machine.clock.pass(7199);
    await chain.getCredential();
    machine.clock.pass(1);

    expect((await keysOf(chain)).secretId).toBe(sts.issued.at(-1)?.secretId);
    expect(sts.issued.length).toBeGreaterThan(1);
  });

  const ADVICE = "Check the network, proxy and endpoint between this machine and the Security Token Service.";

  test.each([
    ["a cut connection", "cut" as const, `the connection failed (ECONNRESET). ${ADVICE}`],
    ["a reply that never comes", "hang" as const, `no reply within 10 s. ${ADVICE}`],
    ["a server that fails", { status: 500 }, `the reply is HTTP 500. ${ADVICE}`],
    ["too many requests", { status: 429 }, `the reply is HTTP 429. ${ADVICE}`],
    ["a limit", refusal("RequestLimitExceeded.UinLimitExceeded"), "[RequestLimitExceeded.UinLimitExceeded, "],
    ["a failure inside the cloud", refusal("InternalError.DbError"), "[InternalError.DbError, "],
  ])("%s is tried again, twice, and is then an error that says where to look", async (_, fault, words) => {
    sts.faults.push(fault, fault);
    expect(await keysOf(machine.chain({ secondMs: SHORT_SECOND_MS }))).toEqual(sts.issued[0]);

    sts.faults.push(fault, fault, fault);
    expect(await failureOf(machine.chain({ secondMs: SHORT_SECOND_MS }))).toContain(words);
    expect(sts.requests).toHaveLength(6);
  });

  test("a proxy that the environment names is asked for STS, and named where it fails", async () => {
    jest.replaceProperty(process, "env", { HTTP_PROXY: "http://user:hidden@127.0.0.1:9" });

    expect(await failureOf(machine.chain({ secondMs: SHORT_SECOND_MS }))).toContain(
      `the connection failed (ECONNREFUSED) through the proxy 127.0.0.1:9. ${ADVICE}`,
    );
  });

  test.each([
    ["a page", { body: "<html>hidden</html>" }, "the reply is not one of the API"],
    ["no credentials", response({ ExpiredTime: 4102444800 }), "TmpSecretId in the reply is not text"],
    ["an error of wrong types", response({ Error: { Code: 5, Message: [] } }), "the cloud answered with an error [: ]"],
    ["another status", { status: 403 }, "the reply is HTTP 403"],
  ])("a reply that is or holds %s is an error at once", async (_, fault, words) => {
    sts.faults.push(fault);

    expect(await failureOf(machine.chain())).toContain(words);
    expect(sts.requests).toHaveLength(1);
  });

  test("credentials are kept no longer than was asked for, whatever the reply says", async () => {
    const chain = machine.chain({ env: { TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION: "900" } });
    const Credentials = { TmpSecretId: "AKIDlong", TmpSecretKey: "long-key", Token: "long-token" };
    sts.faults.push(response({ Credentials, ExpiredTime: 4102444800 }));
    expect((await keysOf(chain)).secretId).toBe("AKIDlong");
    machine.clock.pass(719);
    expect((await keysOf(chain)).secretId).toBe("AKIDlong");
    expect(sts.requests).toHaveLength(1);
    machine.clock.pass(181);

    expect(await keysOf(chain)).toEqual(sts.issued[0]);
  });
});

function response(content: object): { readonly body: string } {
  return { body: JSON.stringify({ Response: content }) };
}

function refusal(code: string, message = "Try again."): { readonly body: string } {
  return response({ Error: { Code: code, Message: message }, RequestId: "r" });
}
