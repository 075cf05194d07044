import { type Emulator, startEmulator } from "../../../emulator/src";
import { ApiError } from "../../../provider/cloud/api-error";
import { create } from "../../../provider/resource/lifecycle";
import { Budget } from "../../../provider/time/budget";
import { Session } from "../../../provider/resource/session";
import { jsonWebToken } from "../../emulator/json-web-token";
import { inputsOf } from "../inputs";
import type { TemporaryKeys } from "../../stand-ins/temporary-keys";
import { useTestMachine, variablesOf } from "./test-machine";

const roleArn = "qcs::cam::uin/100000000001:roleName/operator";
const account = { secretId: "AKIDaccount", secretKey: "account-key" };

const machine = useTestMachine();
let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ instances: 2, servers: 0, taskSeconds: 6 });
});
afterAll(() => emulator.close());

function session(env: Record<string, string>, config: Record<string, string> = {}): Session {
  const here = { HOME: machine.pathOf("home"), TENCENTCLOUD_POSTGRES_ENDPOINT: emulator.endpoint, ...machine.env };
  return new Session({ readConfig: (key) => config[key], env: { ...here, ...env }, log: () => undefined });
}

/** Keys that the emulator takes, together with their token, for as long as it says. */
function issue(seconds: number): TemporaryKeys {
  const { secretId, secretKey, token } = emulator.control.createCredential({ seconds });
  return { secretId, secretKey, token };
}

/** Reads the setting of the emulator's first instance. */
function read({ tools }: Session): Promise<unknown> {
  const id = emulator.instances[0]?.id ?? "";
  return tools.api.describeSslConfig({ region: emulator.region, dbInstanceId: id }, { budget: new Budget(20) });
}

test("the cloud takes requests signed with the keys that STS gives of a role, for those of an account or a job's token", async () => {
  const role = { TENCENTCLOUD_ASSUME_ROLE_ARN: roleArn, TENCENTCLOUD_STS_ENDPOINT: emulator.endpoint };
  expect(await read(session({ ...role, ...variablesOf(emulator) }))).toMatchObject({ sslEnabled: false });

  const exp = Math.floor(Date.now() / 1000) + 3600;
  const token = jsonWebToken({ iss: "https://issuer.example", sub: "ci", aud: "sts", exp });
  const job = {
    ...role,
    TENCENTCLOUD_ASSUME_ROLE_PROVIDER_ID: "github",
    TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE: await machine.write("job-token", token),
  };
  expect(await read(session(job))).toMatchObject({ sslEnabled: false });
});

test("credentials that expire in the middle of a wait are renewed, and the change succeeds", async () => {
  // Told to live for two seconds, taken for four, and needed for more than six.
  const sts = await machine.startSts({ accounts: [account], roleArn, issue: () => issue(4), now: Date.now });
  const role = { TENCENTCLOUD_ASSUME_ROLE_ARN: roleArn, TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION: "2" };
  const instance = emulator.instances[1] ?? { id: "", addresses: [] };
  const state = await create(session({ ...variablesOf(account), ...role }), inputsOf(instance));

  expect(state.sslEnabled).toBe(true);
  expect(emulator.control.instance(instance.id)).toMatchObject({ sslEnabled: true, restarts: 1, modifies: 1 });
  expect(sts.issued.length).toBeGreaterThan(1);
});

test.each<[string, () => Session, RegExp]>([
  [
    "a token that has expired",
    () => session(variablesOf(issue(-1))),
    /the session token is missing, wrong or has expired \[AuthFailure\.TokenFailure, .*Get new temporary credentials, with their token/,
  ],
  [
    "a wrong key, with its source",
    () => session({}, { "tencentcloud:secretId": emulator.secretId, "tencentcloud:secretKey": "wrong" }),
    /AuthFailure\.SignatureFailure.* The SecretId and the SecretKey came from the stack config \(tencentcloud:secretId and tencentcloud:secretKey\)\.$/s,
  ],
  [
    "a clock that is wrong, instead of the keys",
    () => {
      jest.spyOn(Date.prototype, "getTime").mockImplementation(function (this: Date) {
        return this.valueOf() - 3600_000;
      });
      return session(variablesOf(emulator));
    },
    /this machine's clock differs from the cloud's by more than five minutes \[AuthFailure\.SignatureExpire, .*Set the clock/,
  ],
])("the error of a refused request names %s", async (_, make, message) => {
  const refused = read(make());

  await expect(refused).rejects.toThrow(ApiError);
  await expect(refused).rejects.toThrow(message);
});
