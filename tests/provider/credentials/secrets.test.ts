import { inspect } from "node:util";
import { serialize } from "node:v8";
import type { CredentialChain } from "../../../provider/credentials/credential-chain";
import { type MetadataServer, startMetadata } from "../../stand-ins/metadata-server";
import { startSts, type StsServer } from "../../stand-ins/sts-server";
import { newTemporaryKeys } from "../../stand-ins/temporary-keys";
import { SHORT_SECOND_MS, TestMachine } from "./try-credentials";

const roleArn = "qcs::cam::uin/100000000001:roleName/role";
const account = {
  secretId: "AKIDsecret-id-of-account",
  secretKey: "secret-key-of-account",
  token: "secret-token-of-account",
};
const other = { secretId: "AKIDsecret-id-of-other", secretKey: "secret-key-of-other", token: "secret-token-of-other" };
const identityToken = "secret-head.secret-claims.secret-signature";
/** Every secret of this file, those in replies too, has this in it. */
const SECRET = /secret-(id|key|token|head|claims|signature)/;

let machine: TestMachine;
let sts: StsServer;
let metadata: MetadataServer;
let printed: string[];

beforeEach(async () => {
  machine = await TestMachine.create();
  const issue = () => ({ ...newTemporaryKeys(), secretKey: "secret-key-issued", token: "secret-token-issued" });
  sts = await startSts({ accounts: [account], identityTokens: [identityToken], roleArn, issue });
  metadata = await startMetadata({ role: "runner", issue });
  printed = [];
  const print = (...values: unknown[]): boolean => printed.push(values.map((value) => inspect(value)).join(" ")) > 0;
  for (const method of ["log", "info", "warn", "error", "debug"] as const)
    jest.spyOn(console, method).mockImplementation(print);
  for (const stream of [process.stdout, process.stderr]) jest.spyOn(stream, "write").mockImplementation(print);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all([machine.remove(), sts.close(), metadata.close()]);
});

/** Every way in which a value ends up in a log, a state or a message. */
function shownOf(value: unknown): string[] {
  const views = [{}, { depth: null, showHidden: true }, { depth: null, showHidden: true, customInspect: false }];
  return [
    ...views.map((options) => inspect(value, options)),
    inspect({ nested: [value] }, { depth: null, getters: true }),
    JSON.stringify({ nested: value }),
    inspect({ ...(value as object) }),
    inspect(Object.entries(value as object)),
    String(value),
    (value as Error).stack ?? "",
  ];
}

const env = (more: Record<string, string>): Record<string, string> => ({
  TENCENTCLOUD_STS_ENDPOINT: sts.url,
  TENCENTCLOUD_METADATA_ENDPOINT: metadata.url,
  ...more,
});
const keys = ({ secretId, secretKey, token }: typeof account): Record<string, string> => ({
  TENCENTCLOUD_SECRET_ID: secretId,
  TENCENTCLOUD_SECRET_KEY: secretKey,
  TENCENTCLOUD_TOKEN: token,
});
const pod = async (token: string): Promise<Record<string, string>> => ({
  TKE_ROLE_ARN: roleArn,
  TKE_PROVIDER_ID: "cls-12345678",
  TKE_REGION: "ap-guangzhou",
  TKE_WEB_IDENTITY_TOKEN_FILE: await machine.write("pod-token", token),
});
const role = { TENCENTCLOUD_ASSUME_ROLE_ARN: roleArn };
const runner = { TENCENTCLOUD_CAM_ROLE_NAME: "runner" };

async function sdkFile(content: string): Promise<CredentialChain> {
  await machine.write("home/.tencentcloud/credentials", content);
  return machine.chain();
}

async function tccliFile(content: string | object): Promise<CredentialChain> {
  await machine.write("home/.tccli/default.credential", content);
  return machine.chain();
}

describe("a credential and its chain show no secret", () => {
  const stack = {
    "tencentcloud:secretId": account.secretId,
    "tencentcloud:secretKey": account.secretKey,
    "tencentcloud:securityToken": account.token,
  };
  const ini = `[default]\nsecret_id = ${account.secretId}\nsecret_key = ${account.secretKey}\ntoken = ${account.token}\n`;

  test.each<[string, () => CredentialChain | Promise<CredentialChain>]>([
    ["the stack config", () => machine.chain({ config: stack })],
    ["the environment", () => machine.chain({ env: keys(account) })],
    ["the SDKs' file", () => sdkFile(ini)],
    ["a tccli profile", () => tccliFile(account)],
    ["TKE OIDC", async () => machine.chain({ env: env(await pod(identityToken)) })],
    ["a CVM role", () => machine.chain({ env: env(runner) })],
    ["an assumed role", () => machine.chain({ env: env({ ...keys(account), ...role }) })],
  ])("of %s", async (_, make) => {
    const chain = await make();
    const found = await chain.getCredential();

    expect(found.secretKey).toMatch(SECRET);
    expect(inspect(found)).toBe("[credential]");
    for (const text of [...shownOf(found), ...shownOf(chain), ...printed]) expect(text).not.toMatch(SECRET);
    expect(serialize({ found: { ...found } }).toString("latin1")).not.toMatch(SECRET);
    expect(() => inspect(structuredClone({ ...found }))).not.toThrow();
  });
});

describe("a failure shows no secret", () => {
  const leaky = "the reply quotes secret-key-in-reply";

  test.each<[string, () => CredentialChain | Promise<CredentialChain>]>([
    ["of half a pair", () => machine.chain({ env: { TENCENTCLOUD_SECRET_KEY: account.secretKey } })],
    [
      "of a key with a line break",
      () => machine.chain({ env: { ...keys(account), TENCENTCLOUD_SECRET_KEY: "secret-key\nx" } }),
    ],
    [
      "of a token with a control character",
      () => machine.chain({ env: { ...keys(account), TENCENTCLOUD_TOKEN: "secret-token\u0007" } }),
    ],
    ["of half a section", () => sdkFile(`[default]\nsecret_id = ${account.secretId}\n`)],
    [
      "of a profile that is cut off",
      () => tccliFile(`{"secretId":"${account.secretId}","secretKey":"${account.secretKey}`),
    ],
    ["of a profile with a wrong type", () => tccliFile({ secretId: account.secretId, secretKey: [account.secretKey] })],
    [
      "of an identity token that is refused and quoted",
      async () => machine.chain({ env: env(await pod(`secret-head.x.y`)) }),
    ],
    ["of an unknown id that is quoted", () => machine.chain({ env: env({ ...keys(other), ...role }) })],
    [
      "of a stale token that is quoted",
      () => machine.chain({ env: env({ ...keys({ ...account, token: other.token }), ...role }) }),
    ],
    [
      "of a bridge object that is cut off",
      () => machine.chain({ env: keys(account), config: { "tencentcloud:assumeRole": '{"externalId":"secret-token' } }),
    ],
    [
      "of an endpoint with a password",
      () =>
        machine.chain({
          env: { ...keys(account), ...role, TENCENTCLOUD_STS_ENDPOINT: "http://u:secret-key@127.0.0.1" },
        }),
    ],
    ["of a metadata server that answers with a text", () => spoilt(metadata, { body: leaky }, env(runner))],
    [
      "of a metadata server that answers with half an object",
      () => spoilt(metadata, { body: `{"TmpSecretKey":"secret-key` }, env(runner)),
    ],
    ["of a metadata server that fails", () => spoilt(metadata, "cut", env(runner))],
    ["of an STS that hangs", () => spoilt(sts, "hang", env({ ...keys(account), ...role }))],
    ["of an STS that is cut off", () => spoilt(sts, "cut", env({ ...keys(account), ...role }))],
    ["of an STS that answers with a text", () => spoilt(sts, { body: leaky }, env({ ...keys(account), ...role }))],
    [
      "of an STS that answers with a broken credential",
      () => spoilt(sts, { body: BROKEN }, env({ ...keys(account), ...role })),
    ],
  ])("%s", async (_, make) => {
    const chain = await make();
    const error: unknown = await chain.getCredential().catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(Error);
    expect(error).not.toHaveProperty("cause");
    for (const text of [...shownOf(error), ...shownOf(chain), ...printed]) expect(text).not.toMatch(SECRET);
  });
});

const BROKEN = JSON.stringify({
  Response: {
    Credentials: { TmpSecretId: "AKIDx", TmpSecretKey: "secret-key in two", Token: "secret-token" },
    ExpiredTime: 4102444800,
  },
});

function spoilt(
  server: StsServer | MetadataServer,
  fault: StsServer["faults"][number],
  surroundings: Record<string, string>,
): CredentialChain {
  server.faults.push(fault, fault, fault);
  return machine.chain({ env: surroundings, secondMs: SHORT_SECOND_MS });
}
