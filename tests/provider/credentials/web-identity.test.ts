import { startSts, type StsServer } from "../../stand-ins/sts-server";
import { failureOf, keysOf, TestMachine } from "./try-credentials";

const roleArn = "qcs::cam::uin/100000000001:roleName/databases";
const tokenFile = "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE";

let machine: TestMachine;
let sts: StsServer;
let env: Record<string, string>;

beforeEach(async () => {
  machine = await TestMachine.create();
  sts = await startSts({ identityTokens: ["head.job.signature"], roleArn });
  env = {
    TENCENTCLOUD_ASSUME_ROLE_ARN: roleArn,
    TENCENTCLOUD_ASSUME_ROLE_PROVIDER_ID: "github",
    [tokenFile]: await machine.write("token", "head.job.signature\n"),
    TENCENTCLOUD_STS_ENDPOINT: sts.url,
  };
});
afterEach(() => Promise.all([machine.remove(), sts.close()]));

/** What STS was asked for with the job's token. */
const asked = (more: object = {}) => [
  {
    action: "AssumeRoleWithWebIdentity",
    region: "ap-guangzhou",
    language: "en-US",
    authorization: "SKIP",
    parameters: {
      RoleArn: roleArn,
      RoleSessionName: "pulumi-tencentcloud-postgres-ssl",
      DurationSeconds: 7200,
      ProviderId: "github",
      WebIdentityToken: "head.job.signature",
      ...more,
    },
  },
];

test("a job signs as the role that its token gets, without a key, and the role is assumed once", async () => {
  expect(await keysOf(machine.chain({ env }))).toEqual(sts.issued[0]);
  expect(sts.calls).toEqual(asked());
});

test("the stack's configuration sets the same, with a name and a duration for the session", async () => {
  await machine.write("home/token", "head.job.signature\n");
  const config = {
    "tencentcloud:assumeRoleArn": roleArn,
    "tencentcloud:assumeRoleProviderId": "github",
    "tencentcloud:assumeRoleWebIdentityTokenFile": "~/token",
    "tencentcloud:assumeRoleSessionName": "ci-17",
    "tencentcloud:assumeRoleSessionDuration": "3600",
    "tencentcloud:region": "ap-singapore",
  };
  expect(await keysOf(machine.chain({ config, env: { TENCENTCLOUD_STS_ENDPOINT: sts.url } }))).toEqual(sts.issued[0]);
  const [call] = asked({ RoleSessionName: "ci-17", DurationSeconds: 3600 });
  expect(sts.calls).toEqual([{ ...call, region: "ap-singapore" }]);
});

test.each(["TENCENTCLOUD_ASSUME_ROLE_ARN", "TENCENTCLOUD_ASSUME_ROLE_PROVIDER_ID", tokenFile])(
  "without %s the others are an error that names it, and says nothing of TKE",
  async (absent) => {
    const { [absent]: _, ...rest } = env;
    const message = await failureOf(machine.chain({ env: rest }));

    expect(message).toMatch(
      new RegExp(`the web identity token cannot be used: TENCENTCLOUD_.* is set, but .* or ${absent} is not\\. Set `),
    );
    expect(message).not.toContain("TKE");
    expect(sts.calls).toEqual([]);
  },
);

test.each([
  ["does not exist", undefined],
  ["is empty", "\n"],
])("a token file that %s is an error that names it, and says nothing of TKE", async (words, content) => {
  const file = content === undefined ? "/nowhere/token" : await machine.write("token", content);
  const message = await failureOf(machine.chain({ env: { ...env, [tokenFile]: file } }));

  expect(message).toContain(`the file ${file} (${tokenFile}) ${words}. Check that the job writes its token there.`);
  expect(message).not.toContain("TKE");
});

test("a token that STS refuses is an error that shows no part of it, and says nothing of TKE", async () => {
  await machine.write("token", "head.stolen.signature");
  const message = await failureOf(machine.chain({ env }));

  expect(message).toContain("the web identity token cannot be used: AssumeRoleWithWebIdentity for ");
  expect(message).not.toMatch(/stolen|TKE/);
});
