import { type Emulator, startEmulator } from "../../../emulator/src";
import { ApiError } from "../../../provider/cloud/api-error";
import { create } from "../../../provider/resource/lifecycle";
import { Deadline } from "../../../provider/model/deadline";
import { DEFAULT_PACE } from "../../../provider/model/pace";
import { Session } from "../../../provider/resource/session";
import { jsonWebToken } from "../../emulator/json-web-token";
import { startMetadata } from "../../stand-ins/metadata-server";
import { startSts } from "../../stand-ins/sts-server";
import type { TemporaryKeys } from "../../stand-ins/temporary-keys";
import { TestMachine } from "./try-credentials";

const roleArn = "qcs::cam::uin/100000000001:roleName/operator";
const account = { secretId: "AKIDaccount", secretKey: "account-key" };

let emulator: Emulator;
let machine: TestMachine;
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  emulator = await startEmulator({ instances: 2, servers: 0, taskSeconds: 6 });
});
afterAll(() => emulator.close());
beforeEach(async () => (machine = await TestMachine.create()));
afterEach(async () => {
  await Promise.all([machine.remove(), ...ends.splice(0).map((end) => end())]);
});

function session(env: Record<string, string>, config: Record<string, string> = {}): Session {
  const here = { HOME: machine.home, TENCENTCLOUD_POSTGRES_ENDPOINT: emulator.endpoint };
  return new Session({ readConfig: (key) => config[key], env: { ...here, ...env }, log: () => undefined });
}

/** Keys that the emulator takes, together with their token, for as long as it says. */
function issue(seconds?: number): TemporaryKeys {
  const { secretId, secretKey, token } = emulator.control.createCredential(seconds === undefined ? {} : { seconds });
  return { secretId, secretKey, token };
}

/** Reads the setting of the emulator's first instance. */
function read({ tools }: Session): Promise<unknown> {
  const id = emulator.instances[0]?.id ?? "";
  return tools.api.describeSslConfig({ region: emulator.region, dbInstanceId: id }, Deadline.in(20, DEFAULT_PACE));
}

const variables = ({ secretId, secretKey, token }: { secretId: string; secretKey: string; token?: string }) => ({
  TENCENTCLOUD_SECRET_ID: secretId,
  TENCENTCLOUD_SECRET_KEY: secretKey,
  ...(token === undefined ? {} : { TENCENTCLOUD_TOKEN: token }),
});

/** A token of an identity provider, as jobs and pods have it, for one more hour. */
const identityToken = (sub: string) =>
  jsonWebToken({ iss: "https://issuer.example", sub, aud: "sts", exp: Math.floor(Date.now() / 1000) + 3600 });

const signed: Readonly<Record<string, () => Session | Promise<Session>>> = {
  "the stack's configuration": () =>
    session({}, { "tencentcloud:secretId": emulator.secretId, "tencentcloud:secretKey": emulator.secretKey }),
  "the stack's configuration, with a token": () => {
    const { secretId, secretKey, token } = issue();
    const config = { "tencentcloud:secretId": secretId, "tencentcloud:secretKey": secretKey };
    return session({}, { ...config, "tencentcloud:securityToken": token });
  },
  "the environment": () => session(variables(emulator)),
  "the environment, with a token": () => session(variables(issue())),
  "the SDKs' file": async () => {
    const { secretId, secretKey, token } = issue();
    const ini = `[default]\nsecret_id = ${secretId}\nsecret_key = ${secretKey}\ntoken = ${token}\n`;
    await machine.write("home/.tencentcloud/credentials", ini);
    return session({});
  },
  "a profile of the command line": async () => {
    await machine.write("home/.tccli/ops.credential", issue());
    return session({ TCCLI_PROFILE: "ops" });
  },
  "a web identity token": async () =>
    session({
      TENCENTCLOUD_ASSUME_ROLE_ARN: roleArn,
      TENCENTCLOUD_ASSUME_ROLE_PROVIDER_ID: "github",
      TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE: await machine.write("job-token", identityToken("ci")),
      TENCENTCLOUD_STS_ENDPOINT: emulator.endpoint,
    }),
  "TKE OIDC": async () =>
    session({
      TKE_ROLE_ARN: roleArn,
      TKE_PROVIDER_ID: "cls-12345678",
      TKE_REGION: emulator.region,
      TKE_WEB_IDENTITY_TOKEN_FILE: await machine.write("pod-token", identityToken("pod")),
      TENCENTCLOUD_STS_ENDPOINT: emulator.endpoint,
    }),
  "a CVM role": async () => {
    const metadata = await startMetadata({ role: "runner", issue });
    ends.push(() => metadata.close());
    return session({ TENCENTCLOUD_CAM_ROLE_NAME: "runner", TENCENTCLOUD_METADATA_ENDPOINT: metadata.url });
  },
  "an assumed role": () => {
    const role = { TENCENTCLOUD_ASSUME_ROLE_ARN: roleArn, TENCENTCLOUD_STS_ENDPOINT: emulator.endpoint };
    return session({ ...variables(emulator), ...role });
  },
};

test.each(Object.entries(signed))("the cloud takes requests that are signed with the keys of %s", async (_, make) => {
  expect(await read(await make())).toMatchObject({ sslEnabled: false });
});

test("credentials that expire in the middle of a wait are renewed, and the change succeeds", async () => {
  // Told to live for two seconds, taken for four, and needed for more than six.
  const sts = await startSts({ accounts: [account], roleArn, issue: () => issue(4) });
  ends.push(() => sts.close());
  const role = {
    TENCENTCLOUD_ASSUME_ROLE_ARN: roleArn,
    TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION: "2",
    TENCENTCLOUD_STS_ENDPOINT: sts.url,
  };
  const { id, addresses } = emulator.instances[1] ?? { id: "", addresses: [] };
  const state = await create(session({ ...variables(account), ...role }), {
    dbInstanceId: id,
    region: emulator.region,
    sslEnabled: true,
    connectAddress: addresses[0] ?? "",
    onDelete: "disable",
    taskTimeoutSeconds: 60,
  });

  expect(state.sslEnabled).toBe(true);
  expect(emulator.control.instance(id)).toMatchObject({ sslEnabled: true, restarts: 1, modifies: 1 });
  expect(sts.issued.length).toBeGreaterThan(1);
});

test("keys with an unknown expiry are refused after it, with a message that says what to do", async () => {
  const keys = issue(-1);

  await expect(read(session(variables(keys)))).rejects.toThrow(ApiError);
  await expect(read(session(variables(keys)))).rejects.toThrow(
    /the session token is missing, wrong or has expired \[AuthFailure\.TokenFailure, .*Get new temporary credentials, with their token/,
  );
});

test("a clock that is wrong is named as the cause, not the keys", async () => {
  const tooEarly = jest.spyOn(Date.prototype, "getTime").mockImplementation(function (this: Date) {
    return this.valueOf() - 3600_000;
  });
  try {
    await expect(read(session(variables(emulator)))).rejects.toThrow(
      /this machine's clock differs from the cloud's by more than five minutes \[AuthFailure\.SignatureExpire, .*Set the clock/,
    );
  } finally {
    tooEarly.mockRestore();
  }
});

test("an unknown key is reported with its source", async () => {
  const keys = { secretId: "AKIDunknown", secretKey: "unknown" };

  await expect(read(session(variables(keys)))).rejects.toThrow(
    /AuthFailure\.SecretIdNotFound.* The key came from the environment\.$/s,
  );
  const config = { "tencentcloud:secretId": emulator.secretId, "tencentcloud:secretKey": "wrong" };
  await expect(read(session({}, config))).rejects.toThrow(
    /AuthFailure\.SignatureFailure.* The key came from the stack config\.$/s,
  );
});

test("a missing permission does not mention the source of the key", async () => {
  emulator.control.addFault({
    action: "DescribeDBInstanceSSLConfig",
    fault: { error: { code: "AuthFailure.UnauthorizedOperation", message: "no" } },
  });
  const error: unknown = await read(session(variables(emulator))).catch((thrown: unknown) => thrown);

  expect(String(error)).toContain("AuthFailure.UnauthorizedOperation");
  expect(String(error)).not.toContain("The key came from");
});
