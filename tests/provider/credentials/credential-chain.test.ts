import { setImmediate } from "node:timers/promises";
import {
  type Credential,
  credential,
  type CredentialSource,
  type Missing,
} from "../../../provider/credentials/credential";
import { CredentialChain } from "../../../provider/credentials/credential-chain";
import { Lease } from "../../../provider/credentials/lease";
import { CredentialsError } from "../../../provider/errors/package-errors";
import { failureOf, keysOf, ManualClock, useTestMachine, variablesOf } from "./test-machine";

describe("the sources", () => {
  const machine = useTestMachine();

  test("are tried in order, and what comes after the first one with a credential is neither read nor asked", async () => {
    const podRole = "qcs::cam::uin/100000000001:roleName/pod";
    const sts = await machine.startSts({ identityTokens: ["pod-token"], roleArn: podRole });
    const metadata = await machine.startMetadata({ role: "cvm-role" });
    const profile = "home/.tccli/default.credential";
    const tccli = await machine.write(profile, "this is no JSON");
    const keys = variablesOf({ secretId: "env-id", secretKey: "hidden" });
    const pod = { TKE_ROLE_ARN: podRole, TKE_PROVIDER_ID: "cls-12345678", TKE_REGION: "ap-guangzhou" };
    const brokenFiles = { TENCENTCLOUD_CREDENTIALS_FILE: "/nowhere", TKE_WEB_IDENTITY_TOKEN_FILE: "/nowhere" };
    const env: Record<string, string> = { ...keys, ...pod, ...brokenFiles, TENCENTCLOUD_CAM_ROLE_NAME: "cvm-role" };
    const idWith = async (config = {}): Promise<string | undefined> =>
      (await keysOf(machine.chain({ config, env }))).secretId;
    expect(await idWith({ "tencentcloud:secretId": "stack-id", "tencentcloud:secretKey": "hidden" })).toBe("stack-id");
    expect(await idWith()).toBe("env-id");

    delete env.TENCENTCLOUD_SECRET_ID;
    delete env.TENCENTCLOUD_SECRET_KEY;
    const sdkFile = "[default]\nsecret_id = sdk-id\nsecret_key = hidden\n";
    env.TENCENTCLOUD_CREDENTIALS_FILE = await machine.write("sdk.ini", sdkFile);
    expect(await idWith()).toBe("sdk-id");

    delete env.TENCENTCLOUD_CREDENTIALS_FILE;
    await machine.write(profile, { secretId: "tccli-id", secretKey: "hidden" });
    expect(await idWith()).toBe("tccli-id");
    expect(sts.requests).toEqual([]);

    await machine.write(profile, {});
    env.TKE_WEB_IDENTITY_TOKEN_FILE = await machine.write("pod-token", "pod-token");
    expect(await idWith()).toBe(sts.issued[0]?.secretId);
    expect(metadata.requests).toEqual([]);

    delete env.TKE_ROLE_ARN;
    delete env.TKE_PROVIDER_ID;
    delete env.TKE_WEB_IDENTITY_TOKEN_FILE;
    expect(await idWith()).toBe(metadata.issued[0]?.secretId);

    // The region of TKE is still set, which other programs of a cluster read too.
    delete env.TENCENTCLOUD_CAM_ROLE_NAME;
    expect(await failureOf(machine.chain({ env }))).toBe(
      "no Tencent Cloud credentials were found. Set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or run " +
        "`pulumi config set --secret tencentcloud:secretId ID` and `pulumi config set --secret tencentcloud:secretKey KEY`. " +
        "Tried: the stack config, the environment, " +
        `the SDK credentials file (${machine.pathOf("home/.tencentcloud/credentials")} does not exist, ` +
        `${machine.pathOf("etc/credentials")} does not exist), ` +
        `the tccli profile (secretId and secretKey are not set in ${tccli}), ` +
        "the web identity token, TKE OIDC, the CVM role.",
    );
    expect(metadata.requests).toHaveLength(1);
  });

  test("are not tried any further after an unusable one, which says what was tried before it", async () => {
    expect(await failureOf(machine.chain({ env: { TENCENTCLOUD_CREDENTIALS_FILE: "/nowhere" } }))).toBe(
      "the Tencent Cloud credentials of the SDK credentials file cannot be used: TENCENTCLOUD_CREDENTIALS_FILE names a " +
        "file, but /nowhere does not exist. Tried before: the stack config, the environment.",
    );
  });
});

const LIFE_SECONDS = 7200;
const MARGIN_SECONDS = 300;

/** Hands out a new temporary credential each time, named first, second and so on, unless the test makes it fail. */
class Issuer implements CredentialSource {
  readonly name = "the issuer";
  searches = 0;
  /** Set by a test to make the next searches fail. */
  failure: Error | undefined;

  constructor(private readonly seconds = LIFE_SECONDS) {}

  async find(): Promise<Credential> {
    const number = (this.searches += 1);
    const lease = new Lease(clock.read, clock.read(), this.seconds * 1000);
    await setImmediate();
    if (this.failure !== undefined) throw this.failure;
    return credential({ secretId: `id-${number}`, secretKey: `key-${number}`, token: `token-${number}`, lease });
  }
}

let clock: ManualClock;
let issuer: Issuer;
let chain: CredentialChain;

function chainOf(...sources: readonly CredentialSource[]): CredentialChain {
  return new CredentialChain({
    sources: () => sources,
    exchange: (found) => Promise.resolve(found),
    clock: clock.read,
  });
}

beforeEach(() => {
  clock = new ManualClock();
  issuer = new Issuer();
  chain = chainOf(issuer);
});

/** The id of the credential in use, after which a renewal that it began in the background comes to its end. */
async function idNow(): Promise<string> {
  const { secretId } = await chain.getCredential();
  await setImmediate();
  return secretId;
}

const account = credential({ secretId: "account-id", secretKey: "account-key" });
const networkDown = new CredentialsError("the network is down");

test("a credential without an expiry is kept for ever", async () => {
  const find = jest.fn(() => Promise.resolve(account));
  chain = chainOf({ name: "an account", find });
  await idNow();
  clock.pass(1_000_000);

  expect([await idNow(), find.mock.calls.length]).toEqual(["account-id", 1]);
});

test("callers that come at the same time, at first or after the expiry, wait for one search together", async () => {
  expect(await Promise.all([idNow(), idNow(), idNow()])).toEqual(["id-1", "id-1", "id-1"]);
  expect(issuer.searches).toBe(1);
  clock.pass(LIFE_SECONDS);

  expect(await Promise.all([idNow(), idNow()])).toEqual(["id-2", "id-2"]);
  expect(issuer.searches).toBe(2);
});

test.each([
  [7200, 6900],
  [100, 80],
])("a credential of %d seconds is renewed after %d, once for all callers, without a wait", async (life, due) => {
  chain = chainOf((issuer = new Issuer(life)));
  await idNow();
  clock.pass(due - 1);
  expect([await idNow(), issuer.searches]).toEqual(["id-1", 1]);

  clock.pass(1);
  expect(await Promise.all([idNow(), idNow()])).toEqual(["id-1", "id-1"]);
  expect([await idNow(), issuer.searches]).toEqual(["id-2", 2]);
});

test("while the renewal fails, the old credential is used to its last second, and it is tried every ten seconds", async () => {
  await idNow();
  issuer.failure = networkDown;
  clock.pass(LIFE_SECONDS - MARGIN_SECONDS);
  const searches: number[] = [];
  for (const seconds of [0, 9.9, 0.2, MARGIN_SECONDS - 10.101]) {
    clock.pass(seconds);
    expect(await idNow()).toBe("id-1");
    searches.push(issuer.searches);
  }

  expect(searches).toEqual([2, 2, 3, 4]);
});

test("a renewal that still fails at the expiry is an error that says both, and the next request tries it again", async () => {
  await idNow();
  issuer.failure = networkDown;
  clock.pass(LIFE_SECONDS);
  await expect(idNow()).rejects.toThrow(
    new CredentialsError(
      "the Tencent Cloud credentials of the issuer have ended and could not be renewed: the network is down.",
    ),
  );

  issuer.failure = undefined;
  expect(await idNow()).toBe("id-3");
});

describe("a renewal", () => {
  let missing: Missing | undefined;
  const first = (having: () => Promise<Credential>): CredentialSource => ({
    name: "the first",
    find: () => (missing === undefined ? having() : Promise.resolve(missing)),
  });

  test("does not go on to another source when the first one is empty now", async () => {
    missing = undefined;
    chain = chainOf(
      first(() => issuer.find()),
      { name: "the second", find: () => Promise.resolve(account) },
    );
    await idNow();
    missing = { missing: "its file is gone" };
    clock.pass(LIFE_SECONDS);

    await expect(idNow()).rejects.toThrow(
      new CredentialsError(
        "the Tencent Cloud credentials of the first have ended and could not be renewed: its file is gone.",
      ),
    );
  });

  test("stays with its source when one before it has a credential now", async () => {
    missing = { missing: "nothing is set" };
    chain = chainOf(
      first(() => Promise.resolve(account)),
      issuer,
    );
    expect(chain.sourceName).toBeUndefined();
    await idNow();
    missing = undefined;
    clock.pass(LIFE_SECONDS);

    expect([await idNow(), chain.sourceName]).toEqual(["id-2", "the issuer"]);
  });
});

test("a bug in a source is not reported as missing credentials", async () => {
  issuer.failure = new RangeError("a mistake");

  await expect(idNow()).rejects.toThrow(new RangeError("a mistake"));
});

test.each([
  ["is set forward by hours", { wall: LIFE_SECONDS, monotonic: 0 }],
  ["is set back by hours, while time goes by", { wall: -9 * LIFE_SECONDS, monotonic: LIFE_SECONDS }],
  ["goes on while the machine sleeps, and the monotonic one stands still", { wall: LIFE_SECONDS, monotonic: 0.001 }],
])("a credential is not used beyond its life on a machine whose clock %s", async (_, { wall, monotonic }) => {
  await idNow();
  clock.wallMs += wall * 1000;
  clock.monotonicMs += monotonic * 1000;

  expect(await idNow()).toBe("id-2");
});
