import { startSts, type StsServer } from "../../stand-ins/sts-server";
import { ManualClock } from "./manual-clock";
import { failureOf, keysOf, TestMachine } from "./try-credentials";

const roleArn = "qcs::cam::uin/100000000001:roleName/pod";

let machine: TestMachine;
let sts: StsServer;
let env: Record<string, string>;

beforeEach(async () => {
  machine = await TestMachine.create();
  sts = await startSts({ identityTokens: ["head.first.signature", "head.second.signature"], roleArn });
  env = {
    TKE_ROLE_ARN: roleArn,
    TKE_PROVIDER_ID: "cls-12345678",
    TKE_REGION: "ap-singapore",
    TKE_WEB_IDENTITY_TOKEN_FILE: await machine.write("token", "head.first.signature\n"),
    TENCENTCLOUD_STS_ENDPOINT: sts.url,
  };
});
afterEach(() => Promise.all([machine.remove(), sts.close()]));

test("a pod signs as its TKE role, with its token and without any key", async () => {
  expect(await keysOf(machine.chain({ env }))).toEqual(sts.issued[0]);
  expect(sts.calls).toEqual([
    {
      action: "AssumeRoleWithWebIdentity",
      region: "ap-singapore",
      language: "en-US",
      authorization: "SKIP",
      parameters: {
        RoleArn: roleArn,
        RoleSessionName: "pulumi-tencentcloud-postgres-ssl",
        DurationSeconds: 7200,
        ProviderId: "cls-12345678",
        WebIdentityToken: "head.first.signature",
      },
    },
  ]);
});

test("a renewal sends the token that the cluster has replaced in the meantime", async () => {
  const clock = new ManualClock();
  const chain = machine.chain({ env, clock: clock.read });
  await sts.close();
  sts = await startSts({
    identityTokens: ["head.first.signature", "head.second.signature"],
    roleArn,
    now: () => clock.wallMs,
  });
  env.TENCENTCLOUD_STS_ENDPOINT = sts.url;
  await chain.getCredential();
  await machine.write("token", "head.second.signature\n");
  clock.pass(7200);

  expect(await keysOf(chain)).toEqual(sts.issued[1]);
  expect(sts.calls.map(({ parameters }) => parameters.WebIdentityToken)).toEqual([
    "head.first.signature",
    "head.second.signature",
  ]);
});

test.each(["TKE_ROLE_ARN", "TKE_PROVIDER_ID", "TKE_REGION", "TKE_WEB_IDENTITY_TOKEN_FILE"])(
  "without %s the others are an error that names it",
  async (absent) => {
    const { [absent]: _, ...rest } = env;
    const others = ["TKE_ROLE_ARN", "TKE_PROVIDER_ID", "TKE_WEB_IDENTITY_TOKEN_FILE"].filter((name) => name !== absent);

    expect(await failureOf(machine.chain({ env: rest }))).toContain(
      `TKE OIDC cannot be used: ${others.join(" and ")} is set, but ${absent} is not. TKE sets all of them or none.`,
    );
    expect(sts.calls).toEqual([]);
  },
);

test("a region alone asks for nothing, because other programs of a cluster read it too", async () => {
  expect(await failureOf(machine.chain({ env: { TKE_REGION: "ap-singapore" } }))).toContain(
    "TKE OIDC (TKE_ROLE_ARN, TKE_PROVIDER_ID, TKE_WEB_IDENTITY_TOKEN_FILE are not set)",
  );
});

test.each([
  ["does not exist", undefined],
  ["is empty", "\n"],
])("a token file that %s is an error that names it", async (words, content) => {
  const file = content === undefined ? "/nowhere/token" : await machine.write("token", content);

  expect(await failureOf(machine.chain({ env: { ...env, TKE_WEB_IDENTITY_TOKEN_FILE: file } }))).toContain(
    `the file ${file} (TKE_WEB_IDENTITY_TOKEN_FILE) ${words}. Check that the pod mounts its token.`,
  );
});

test("a token that STS refuses is an error that does not quote the token", async () => {
  await machine.write("token", "head.stolen.signature");
  const message = await failureOf(machine.chain({ env }));

  expect(message).toContain("STS refused a parameter [InvalidParameter.ParamError, request ");
  expect(message).toContain(
    "Check the ARN of the role, the session's name and duration, the external id and the identity",
  );
  expect(message).not.toContain("stolen");
});
