import { startMetadata } from "../../stand-ins/metadata-server";
import { startSts, type StsServer } from "../../stand-ins/sts-server";
import { newTemporaryKeys } from "../../stand-ins/temporary-keys";
import { ManualClock } from "./manual-clock";
import { failureOf, keysOf, TestMachine } from "./try-credentials";

const roleArn = "qcs::cam::uin/100000000001:roleName/operator";
const account = { secretId: "AKIDaccount", secretKey: "account-key" };
const KEYS = { TENCENTCLOUD_SECRET_ID: account.secretId, TENCENTCLOUD_SECRET_KEY: account.secretKey };

let machine: TestMachine;
let sts: StsServer;
let clock: ManualClock;

beforeEach(async () => {
  clock = new ManualClock();
  machine = await TestMachine.create();
  sts = await startSts({ accounts: [account], roleArn, now: () => clock.wallMs });
});
afterEach(() => Promise.all([machine.remove(), sts.close()]));

function chainOf(env: Record<string, string>, config: Record<string, string> = {}): ReturnType<TestMachine["chain"]> {
  return machine.chain({ config, env: { ...KEYS, TENCENTCLOUD_STS_ENDPOINT: sts.url, ...env }, clock: clock.read });
}

test("requests are signed as the role that Terraform's variables name", async () => {
  const env = {
    TENCENTCLOUD_ASSUME_ROLE_ARN: roleArn,
    TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME: "ci-run-7",
    TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION: "900",
    TENCENTCLOUD_REGION: "ap-singapore",
  };

  expect(await keysOf(chainOf(env))).toEqual(sts.issued[0]);
  expect(sts.calls).toEqual([
    {
      action: "AssumeRole",
      region: "ap-singapore",
      language: "en-US",
      authorization: expect.stringContaining("Credential=AKIDaccount/2026-01-15/sts/tc3_request") as string,
      parameters: { RoleArn: roleArn, RoleSessionName: "ci-run-7", DurationSeconds: 900 },
    },
  ]);
});

test("a session is named and lives two hours where only a role is named", async () => {
  await keysOf(chainOf({ TENCENTCLOUD_ASSUME_ROLE_ARN: roleArn }));

  expect(sts.calls[0]?.parameters).toEqual({
    RoleArn: roleArn,
    RoleSessionName: "pulumi-tencentcloud-postgres-ssl",
    DurationSeconds: 7200,
  });
  expect(sts.calls[0]?.region).toBe("ap-guangzhou");
});

test("the stack's configuration counts before the environment, setting by setting", async () => {
  const config = { "tencentcloud:assumeRoleArn": roleArn, "tencentcloud:assumeRoleSessionDuration": "1800" };
  const env = {
    TENCENTCLOUD_ASSUME_ROLE_ARN: "qcs::cam::uin/2:roleName/other",
    TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION: "900",
    TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME: "from-environment",
  };
  await keysOf(chainOf(env, config));

  expect(sts.calls[0]?.parameters).toEqual({
    RoleArn: roleArn,
    RoleSessionName: "from-environment",
    DurationSeconds: 1800,
  });
});

test("an external id is shown to a role that asks for it", async () => {
  await sts.close();
  sts = await startSts({ accounts: [account], roleArn, externalId: "ext-1", now: () => clock.wallMs });
  const config = { "tencentcloud:assumeRoleArn": roleArn, "tencentcloud:assumeRoleExternalId": "ext-1" };
  expect(await keysOf(chainOf({}, config))).toEqual(sts.issued[0]);

  expect(await failureOf(chainOf({ TENCENTCLOUD_ASSUME_ROLE_ARN: roleArn }))).toContain(
    "these credentials may not assume the role [AuthFailure.UnauthorizedOperation, request ",
  );
});

describe("the bridge's tencentcloud:assumeRole", () => {
  test("is read like the settings of the same meaning", async () => {
    const object = { roleArn, sessionName: "bridge", sessionDuration: 600, externalId: "" };
    expect(await keysOf(chainOf({}, { "tencentcloud:assumeRole": JSON.stringify(object) }))).toEqual(sts.issued[0]);
    expect(sts.calls[0]?.parameters).toEqual({ RoleArn: roleArn, RoleSessionName: "bridge", DurationSeconds: 600 });
  });

  test.each([" ", '{"roleArn":null}'])("asks for no role where it is %j", async (text) => {
    expect(await keysOf(chainOf({}, { "tencentcloud:assumeRole": text }))).toEqual(account);
  });

  test.each([
    ["a role", '"role"', "tencentcloud:assumeRole is not an object"],
    [
      "a field that is not supported",
      '{"roleArn":"x","policy":"{}"}',
      "has the field policy, which is not supported (roleArn, sessionName, ",
    ],
    ["a value of a wrong type", '{"roleArn":["x"]}', "tencentcloud:assumeRole (roleArn) is neither text nor a number"],
    ["no role", '{"sessionName":"x"}', "tencentcloud:assumeRole (sessionName) is set, but no role is named"],
  ])("is an error where it holds %s, because another identity would act", async (_, text, words) => {
    expect(await failureOf(chainOf({}, { "tencentcloud:assumeRole": text }))).toContain(words);
    expect(sts.calls).toEqual([]);
  });
});

test.each([
  "TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME",
  "TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION",
  "TENCENTCLOUD_ASSUME_ROLE_EXTERNAL_ID",
])("%s without a role is an error, because a role was meant", async (variable) => {
  expect(await failureOf(chainOf({ [variable]: "900" }))).toContain(
    `${variable} is set, but no role is named. Set tencentcloud:assumeRoleArn or TENCENTCLOUD_ASSUME_ROLE_ARN, or neither.`,
  );
});

test.each(["0", "43201", "-1", "1.5", "2h", "1e3"])(
  "a session of %s seconds is refused before STS is asked",
  async (text) => {
    const env = { TENCENTCLOUD_ASSUME_ROLE_ARN: roleArn, TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION: text };

    expect(await failureOf(chainOf(env))).toContain(
      `TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION must be a whole number of seconds from 1 to 43200, but is "${text}".`,
    );
    expect(sts.calls).toEqual([]);
  },
);

test.each([1, 43_200])("a session of %d seconds can be asked for", async (seconds) => {
  const env = { TENCENTCLOUD_ASSUME_ROLE_ARN: roleArn, TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION: String(seconds) };
  await keysOf(chainOf(env));

  expect(sts.calls[0]?.parameters.DurationSeconds).toBe(seconds);
});

test("a CVM role assumes the role with its token, and both are fetched anew when the session ends", async () => {
  await sts.close();
  const bound = newTemporaryKeys();
  sts = await startSts({ accounts: [bound], roleArn, now: () => clock.wallMs });
  const metadata = await startMetadata({ role: "runner", issue: () => bound, now: () => clock.wallMs });
  try {
    const env = {
      TENCENTCLOUD_CAM_ROLE_NAME: "runner",
      TENCENTCLOUD_METADATA_ENDPOINT: metadata.url,
      TENCENTCLOUD_STS_ENDPOINT: sts.url,
      TENCENTCLOUD_ASSUME_ROLE_ARN: roleArn,
    };
    const chain = machine.chain({ env, clock: clock.read });
    expect(await keysOf(chain)).toEqual(sts.issued[0]);

    clock.pass(7200);
    expect(await keysOf(chain)).toEqual(sts.issued[1]);
    expect(metadata.requests).toHaveLength(2);
  } finally {
    await metadata.close();
  }
});
