import type { StsServer } from "../../stand-ins/sts-server";
import { failureOf, keysOf, useTestMachine } from "./test-machine";

const roleArn = "qcs::cam::uin/100000000001:roleName/databases";
const [first, second] = ["head.hidden-first.signature", "head.hidden-second.signature"] as const;

/** Who has a token, in which variables, which of them say that it is meant, and which other one has to be there then. */
const holders = [
  {
    holder: "a job",
    source: "the web identity token",
    names: {
      role: "TENCENTCLOUD_ASSUME_ROLE_ARN",
      provider: "TENCENTCLOUD_ASSUME_ROLE_PROVIDER_ID",
      file: "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE",
      region: "TENCENTCLOUD_REGION",
    },
    telling: ["file", "provider"] as const,
    other: "role" as const,
    advice: "Set file, provider and role, or no file and provider.",
    adviceOnFile: "Check that the job writes its token there.",
  },
  {
    holder: "a pod",
    source: "TKE OIDC",
    names: {
      role: "TKE_ROLE_ARN",
      provider: "TKE_PROVIDER_ID",
      file: "TKE_WEB_IDENTITY_TOKEN_FILE",
      region: "TKE_REGION",
    },
    telling: ["role", "provider", "file"] as const,
    other: "region" as const,
    advice: "TKE sets all of them or none.",
    adviceOnFile: "Check that the pod mounts its token.",
  },
];

const machine = useTestMachine();
let sts: StsServer;

beforeEach(async () => {
  sts = await machine.startSts({ identityTokens: [first, second], roleArn });
  await machine.write("home/token", `${first}\n`);
});

/** What STS is asked in exchange for a token. */
const asked = (region: string, WebIdentityToken: string, session: object = {}) => ({
  action: "AssumeRoleWithWebIdentity",
  region,
  language: "en-US",
  authorization: "SKIP",
  parameters: {
    RoleArn: roleArn,
    RoleSessionName: "pulumi-tencentcloud-postgres-ssl",
    DurationSeconds: 7200,
    ProviderId: "the-provider",
    WebIdentityToken,
    ...session,
  },
});

describe.each(holders)("$holder with a token", ({ source, names, telling, other, advice, adviceOnFile }) => {
  const failureStart = `^the Tencent Cloud credentials of ${source} cannot be used: `;
  beforeEach(() => {
    const { role, provider, file, region } = names;
    machine.env = { ...machine.env, [role]: roleArn, [provider]: "the-provider", [file]: "~/token" };
    machine.env[region] = "ap-singapore";
  });

  test("signs as the role, without a key, and sends in a renewal the token that there is by then", async () => {
    const chain = machine.chain();
    expect(await keysOf(chain)).toEqual(sts.issued[0]);
    await machine.write("home/token", `${second}\n`);
    machine.clock.pass(7200);

    expect(await keysOf(chain)).toEqual(sts.issued[1]);
    expect(sts.calls).toEqual([asked("ap-singapore", first), asked("ap-singapore", second)]);
  });

  test.each([...telling, other])("but without the %s gets an error that names it and the others", async (absent) => {
    const others = telling.filter((name) => name !== absent).map((name) => names[name]);
    const allNames = `(tencentcloud:\\w+ or )?${names[absent]}`;

    expect(await failureOf(machine.chain({ env: { [names[absent]]: "" } }))).toMatch(
      new RegExp(`${failureStart}${others.join(" and ")} is set, but ${allNames} is not\\. ${advice} Tried before`),
    );
    expect(sts.calls).toEqual([]);
  });

  test("gets an error that names its file where that is empty or does not exist", async () => {
    const failureWith = (file: string) => failureOf(machine.chain({ env: { [names.file]: file } }));
    const failure = (file: string, words: string) =>
      new RegExp(`${failureStart}the file ${file} \\(${names.file}\\) ${words}\\. ${adviceOnFile} Tried before`);
    const empty = await machine.write("empty", "\n");

    expect(await failureWith(empty)).toMatch(failure(empty, "is empty"));
    expect(await failureWith("/nowhere/token")).toMatch(failure("/nowhere/token", "does not exist"));
  });

  test("may have the token in the JSON file of Terraform's provider, and gets an error where that has none", async () => {
    const file = await machine.write("home/token", { web_identity_token: `${first}\n`, expires: 1 });
    expect(await keysOf(machine.chain({ env: { [names.file]: file } }))).toEqual(sts.issued[0]);
    expect(sts.calls).toEqual([asked("ap-singapore", first)]);

    for (const content of [{ token: first }, { web_identity_token: 7 }]) {
      await machine.write("home/token", content);
      expect(await failureOf(machine.chain({ env: { [names.file]: file } }))).toMatch(
        new RegExp(`${failureStart}the file ${file} \\(${names.file}\\) is JSON without a web_identity_token\\.`),
      );
    }
  });

  test("gets an error that does not quote the token where STS refuses it", async () => {
    await machine.write("home/token", "head.hidden-stolen.signature");

    expect(await failureOf(machine.chain())).toMatch(
      new RegExp(`${failureStart}AssumeRoleWithWebIdentity for .*: STS refused a parameter \\[InvalidParameter`),
    );
  });
});

test("the stack's configuration sets the same for a job, with a name and a duration for the session", async () => {
  const config = {
    "tencentcloud:assumeRoleArn": roleArn,
    "tencentcloud:assumeRoleProviderId": "the-provider",
    "tencentcloud:assumeRoleWebIdentityTokenFile": "~/token",
    "tencentcloud:assumeRoleSessionName": "ci-17",
    "tencentcloud:assumeRoleSessionDuration": "3600",
  };

  expect(await keysOf(machine.chain({ config }))).toEqual(sts.issued[0]);
  expect(sts.calls).toEqual([asked("ap-guangzhou", first, { RoleSessionName: "ci-17", DurationSeconds: 3600 })]);
});
