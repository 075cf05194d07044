import dns from "node:dns";
import { type MetadataServer, startMetadata } from "../../stand-ins/metadata-server";
import { ManualClock } from "./manual-clock";
import { failureOf, keysOf, SHORT_SECOND_MS, TestMachine } from "./try-credentials";

const ROLE_PATH = "GET /latest/meta-data/cam/security-credentials/pulumi-runner";

type LookupCallback = (error: Error) => void;

let machine: TestMachine;
let metadata: MetadataServer;
let env: Record<string, string>;

beforeEach(async () => {
  machine = await TestMachine.create();
  metadata = await startMetadata({ role: "pulumi-runner" });
  env = { TENCENTCLOUD_CAM_ROLE_NAME: "pulumi-runner", TENCENTCLOUD_METADATA_ENDPOINT: metadata.url };
});
afterEach(() => Promise.all([machine.remove(), metadata.close()]));

test("a CVM instance signs as the role that the environment or the stack's configuration names", async () => {
  expect(await keysOf(machine.chain({ env }))).toEqual(metadata.issued[0]);

  const config = { "tencentcloud:camRoleName": "pulumi-runner", "tencentcloud:metadataEndpoint": metadata.url };
  expect(await keysOf(machine.chain({ config }))).toEqual(metadata.issued[1]);
  expect(metadata.requests).toEqual([ROLE_PATH, ROLE_PATH]);
});

test("the metadata server is not asked where no role is named", async () => {
  expect(await failureOf(machine.chain({ env: { TENCENTCLOUD_METADATA_ENDPOINT: metadata.url } }))).toContain(
    "the CVM role (tencentcloud:camRoleName or TENCENTCLOUD_CAM_ROLE_NAME is not set)",
  );
  expect(metadata.requests).toEqual([]);
});

test("a server that never answers is given up after three short tries", async () => {
  metadata.faults.push("hang", "hang", "hang");

  expect(await failureOf(machine.chain({ env, secondMs: SHORT_SECOND_MS }))).toContain(
    `the CVM role cannot be used: role pulumi-runner from the metadata server (${new URL(metadata.url).host}): no reply ` +
      "within 2 s. Check that this machine is a CVM instance and that the role is bound to it.",
  );
  expect(metadata.requests).toEqual([ROLE_PATH, ROLE_PATH, ROLE_PATH]);
});

test("Tencent Cloud's own address of the metadata server is asked where no other is set", async () => {
  const asked: string[] = [];
  const lookup = jest.spyOn(dns, "lookup").mockImplementation(((host: string, ...callbacks: LookupCallback[]) => {
    asked.push(host);
    callbacks.at(-1)?.(Object.assign(new Error("no network"), { code: "ENOTFOUND" }));
  }) as unknown as typeof dns.lookup);
  try {
    const message = await failureOf(
      machine.chain({ env: { TENCENTCLOUD_CAM_ROLE_NAME: "pulumi-runner" }, secondMs: SHORT_SECOND_MS }),
    );
    expect(message).toContain(
      "role pulumi-runner from the metadata server (metadata.tencentyun.com): the connection failed (ENOTFOUND). Check that this machine",
    );
  } finally {
    lookup.mockRestore();
  }
  expect(new Set(asked)).toEqual(new Set(["metadata.tencentyun.com"]));
});

test("passing failures do not fail the run", async () => {
  metadata.faults.push("cut", { status: 503 });

  expect(await keysOf(machine.chain({ env }))).toEqual(metadata.issued[0]);
  expect(metadata.requests).toHaveLength(3);
});

test("a role that is not bound to the instance is an error at once", async () => {
  expect(await failureOf(machine.chain({ env: { ...env, TENCENTCLOUD_CAM_ROLE_NAME: "other" } }))).toContain(
    "the reply is HTTP 404. Check that this machine is a CVM instance and that the role is bound to it.",
  );
  expect(metadata.requests).toHaveLength(1);
});

const soon = Math.floor(Date.now() / 1000) + 3600;
const honest = { Code: "Success", TmpSecretId: "AKIDx", TmpSecretKey: "hidden", Token: "t", ExpiredTime: soon };

test.each([
  ["a page of a proxy", "<html>hidden</html>", "the reply is not JSON"],
  ["nothing", "", "the reply is not JSON"],
  ["a list", JSON.stringify([honest]), "the reply is not JSON"],
  ["a refusal", JSON.stringify({ ...honest, Code: "Failed" }), "there are no credentials for it"],
  [
    "keys of a wrong type",
    JSON.stringify({ ...honest, TmpSecretKey: ["hidden"] }),
    "TmpSecretKey in the reply is not text",
  ],
  ["an empty id", JSON.stringify({ ...honest, TmpSecretId: "" }), "TmpSecretId in the reply is not text"],
  ["no token", JSON.stringify({ ...honest, Token: undefined }), "Token in the reply is not text"],
  ["no end", JSON.stringify({ ...honest, ExpiredTime: undefined }), "ExpiredTime in the reply is not a number"],
  ["an end in words", JSON.stringify({ ...honest, ExpiredTime: "hidden" }), "ExpiredTime in the reply is not a number"],
  ["an end in the past", JSON.stringify({ ...honest, ExpiredTime: 1 }), "credentials that have expired already"],
  ["a key with a line break", JSON.stringify({ ...honest, TmpSecretKey: "hid\nden" }), "the SecretKey holds blanks"],
  ["more than any honest reply", JSON.stringify({ ...honest, more: "hidden".repeat(60_000) }), "the reply is too long"],
])("a server that answers with %s is an error that repeats nothing of it", async (_, body, words) => {
  metadata.faults.push({ body });
  const message = await failureOf(machine.chain({ env }));

  expect(message).toContain(words);
  expect(message).not.toMatch(/hidden|hid\n/);
});

test("a redirect is not followed, because it would lead to keys of somebody else", async () => {
  const other = await startMetadata({ role: "pulumi-runner" });
  try {
    const redirectTo = `${other.url}/latest/meta-data/cam/security-credentials/pulumi-runner`;
    metadata.faults.push({ redirectTo }, { redirectTo }, { redirectTo });

    expect(await failureOf(machine.chain({ env }))).toContain("the connection failed");
    expect(other.requests).toEqual([]);
  } finally {
    await other.close();
  }
});

test.each(["../../instance-id", "a/b", "role name", "r\u001b[31m"])(
  "%j is not accepted as the name of a role",
  async (role) => {
    expect(await failureOf(machine.chain({ env: { ...env, TENCENTCLOUD_CAM_ROLE_NAME: role } }))).toContain(
      "is not the name of a CAM role",
    );
    expect(metadata.requests).toEqual([]);
  },
);

test.each([
  ["not a URL", "metadata", ""],
  ["with a path", "http://127.0.0.1/latest", " (at 127.0.0.1)"],
  ["with a password", "http://user:passw0rd@127.0.0.1", " (at 127.0.0.1)"],
  ["of another protocol", "ftp://127.0.0.1", " (at 127.0.0.1)"],
])("an endpoint that is %s is an error that names the setting", async (_, url, at) => {
  const message = await failureOf(machine.chain({ env: { ...env, TENCENTCLOUD_METADATA_ENDPOINT: url } }));

  expect(message).toContain(`TENCENTCLOUD_METADATA_ENDPOINT${at} is not a URL such as https:`);
  expect(message).not.toContain("passw0rd");
});

test("a credential that expires this second is refused", async () => {
  await metadata.close();
  const now = Date.UTC(2026, 0, 15);
  metadata = await startMetadata({ role: "pulumi-runner", seconds: 0, now: () => now });

  expect(await failureOf(machine.chain({ env: { ...env, TENCENTCLOUD_METADATA_ENDPOINT: metadata.url } }))).toContain(
    "the reply holds credentials that have expired already",
  );
});

test("the life of a credential is counted by the server's clock where this machine's is hours ahead", async () => {
  await metadata.close();
  const clock = new ManualClock();
  metadata = await startMetadata({ role: "pulumi-runner", seconds: 3600, now: () => clock.wallMs - 5 * 3600_000 });
  const chain = machine.chain({ env: { ...env, TENCENTCLOUD_METADATA_ENDPOINT: metadata.url }, clock: clock.read });

  await chain.getCredential();
  clock.pass(3200);
  await chain.getCredential();
  expect(metadata.issued).toHaveLength(1);

  clock.pass(400);
  expect(await keysOf(chain)).toEqual(metadata.issued[1]);
});
