import { startMetadata } from "../../stand-ins/metadata-server";
import { startSts } from "../../stand-ins/sts-server";
import { failureOf, keysOf, TestMachine } from "./try-credentials";

const podRole = "qcs::cam::uin/100000000001:roleName/pod";

test("the sources are tried in order, and what comes after the first one with a credential is neither read nor asked", async () => {
  const machine = await TestMachine.create();
  const sts = await startSts({ identityTokens: ["pod-token"], roleArn: podRole });
  const metadata = await startMetadata({ role: "cvm-role" });
  try {
    const broken = "this is no JSON and has no section";
    const sdkFile = await machine.write("sdk.ini", "[default]\nsecret_id = sdk-id\nsecret_key = sdk-key\n");
    const tccli = await machine.write("home/.tccli/default.credential", broken);
    const config: Record<string, string> = {
      "tencentcloud:secretId": "stack-id",
      "tencentcloud:secretKey": "stack-key",
    };
    const env: Record<string, string> = {
      TENCENTCLOUD_SECRET_ID: "env-id",
      TENCENTCLOUD_SECRET_KEY: "env-key",
      TENCENTCLOUD_CREDENTIALS_FILE: "/nowhere",
      TKE_ROLE_ARN: podRole,
      TKE_PROVIDER_ID: "cls-12345678",
      TKE_REGION: "ap-guangzhou",
      TKE_WEB_IDENTITY_TOKEN_FILE: "/nowhere",
      TENCENTCLOUD_CAM_ROLE_NAME: "cvm-role",
      TENCENTCLOUD_STS_ENDPOINT: sts.url,
      TENCENTCLOUD_METADATA_ENDPOINT: metadata.url,
    };
    const idNow = async (): Promise<string | undefined> => (await keysOf(machine.chain({ config, env }))).secretId;
    expect(await idNow()).toBe("stack-id");

    delete config["tencentcloud:secretId"];
    delete config["tencentcloud:secretKey"];
    expect(await idNow()).toBe("env-id");

    delete env.TENCENTCLOUD_SECRET_ID;
    delete env.TENCENTCLOUD_SECRET_KEY;
    env.TENCENTCLOUD_CREDENTIALS_FILE = sdkFile;
    expect(await idNow()).toBe("sdk-id");

    delete env.TENCENTCLOUD_CREDENTIALS_FILE;
    await machine.write("home/.tccli/default.credential", { secretId: "tccli-id", secretKey: "tccli-key" });
    expect(await idNow()).toBe("tccli-id");
    expect(sts.requests).toEqual([]);

    await machine.write("home/.tccli/default.credential", {});
    env.TKE_WEB_IDENTITY_TOKEN_FILE = await machine.write("pod-token", "pod-token");
    expect(await idNow()).toBe(sts.issued[0]?.secretId);
    expect(metadata.requests).toEqual([]);

    delete env.TKE_ROLE_ARN;
    delete env.TKE_PROVIDER_ID;
    delete env.TKE_WEB_IDENTITY_TOKEN_FILE;
    expect(await idNow()).toBe(metadata.issued[0]?.secretId);

    delete env.TENCENTCLOUD_CAM_ROLE_NAME;
    expect(await failureOf(machine.chain({ config, env }))).toBe(
      "no Tencent Cloud credentials were found. Tried: " +
        "the stack config (tencentcloud:secretId and tencentcloud:secretKey are not set); " +
        "the environment (TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set); " +
        `the SDK credentials file (${machine.home}/.tencentcloud/credentials does not exist, ` +
        `${machine.systemFolder}/credentials does not exist); ` +
        `the tccli profile (secretId and secretKey are not set in ${tccli}); ` +
        "the web identity token (tencentcloud:assumeRoleWebIdentityTokenFile or " +
        "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE, tencentcloud:assumeRoleProviderId or " +
        "TENCENTCLOUD_ASSUME_ROLE_PROVIDER_ID are not set); " +
        "TKE OIDC (TKE_ROLE_ARN, TKE_PROVIDER_ID, TKE_WEB_IDENTITY_TOKEN_FILE are not set); " +
        "the CVM role (tencentcloud:camRoleName or TENCENTCLOUD_CAM_ROLE_NAME is not set). " +
        "Set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or run `pulumi config set tencentcloud:secretId ID` and " +
        "`pulumi config set --secret tencentcloud:secretKey KEY`.",
    );
  } finally {
    await Promise.all([machine.remove(), sts.close(), metadata.close()]);
  }
});

test("an unusable source says what was tried before it", async () => {
  const machine = await TestMachine.create();
  try {
    expect(await failureOf(machine.chain({ env: { TENCENTCLOUD_SECRET_ID: "half" } }))).toBe(
      "the Tencent Cloud credentials of the environment cannot be used: TENCENTCLOUD_SECRET_ID is set, but " +
        "TENCENTCLOUD_SECRET_KEY is not. Set both or neither. Tried before: the stack config " +
        "(tencentcloud:secretId and tencentcloud:secretKey are not set).",
    );
    expect(await failureOf(machine.chain({ env: { TENCENTCLOUD_CREDENTIALS_FILE: "/nowhere" } }))).toContain(
      "are not set); the environment (",
    );
  } finally {
    await machine.remove();
  }
});
