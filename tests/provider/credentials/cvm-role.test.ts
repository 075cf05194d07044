import dns from "node:dns";
import type { MetadataServer } from "../../stand-ins/metadata-server";
import { failureOf, keysOf, ManualClock, SHORT_SECOND_MS, useTestMachine } from "./test-machine";

const ROLE_PATH = "GET /latest/meta-data/cam/security-credentials/pulumi-runner";
const ADVICE = "Check that this machine is a CVM instance and that the role is bound to it.";

const machine = useTestMachine();
let metadata: MetadataServer;

beforeEach(async () => {
  metadata = await machine.startMetadata({ role: "pulumi-runner" });
  machine.env.TENCENTCLOUD_CAM_ROLE_NAME = "pulumi-runner";
});

test("a CVM instance signs as the role that the environment or the stack's configuration names", async () => {
  expect(await keysOf(machine.chain())).toEqual(metadata.issued[0]);

  machine.env = {};
  const config = { "tencentcloud:camRoleName": "pulumi-runner", "tencentcloud:metadataEndpoint": metadata.url };
  expect(await keysOf(machine.chain({ config }))).toEqual(metadata.issued[1]);
  expect(metadata.requests).toEqual([ROLE_PATH, ROLE_PATH]);
});

test("a server that never answers is given up after three short tries", async () => {
  metadata.faults.push("hang", "hang", "hang");

  expect(await failureOf(machine.chain({ secondMs: SHORT_SECOND_MS }))).toContain(
    `the CVM role cannot be used: role pulumi-runner from the metadata server (${new URL(metadata.url).host}): no reply ` +
      `within 2 s. ${ADVICE}`,
  );
  expect(metadata.requests).toEqual([ROLE_PATH, ROLE_PATH, ROLE_PATH]);
});

test("Tencent Cloud's own address of the metadata server is asked where no other is set", async () => {
  const asked = new Set<string>();
  jest.spyOn(dns, "lookup").mockImplementation(((host: string, ...callbacks: ((error: Error) => void)[]) => {
    asked.add(host);
    callbacks.at(-1)?.(Object.assign(new Error("no network"), { code: "ENOTFOUND" }));
  }) as unknown as typeof dns.lookup);

  const env = { TENCENTCLOUD_METADATA_ENDPOINT: "" };
  expect(await failureOf(machine.chain({ env, secondMs: SHORT_SECOND_MS }))).toContain(
    `role pulumi-runner from the metadata server (metadata.tencentyun.com): the connection failed (ENOTFOUND). ${ADVICE}`,
  );
  expect([...asked]).toEqual(["metadata.tencentyun.com"]);
});

const now = new ManualClock().wallMs / 1000;
const honest = { Code: "Success", TmpSecretId: "AKIDx", TmpSecretKey: "hidden", Token: "t", ExpiredTime: now + 3600 };
const replyWith = (fields: object) => JSON.stringify({ ...honest, ...fields });

test.each([
  ["a page of a proxy", "<html>hidden</html>", `the reply is not JSON. ${ADVICE}`],
  ["half an object", replyWith({}).slice(0, -1), "the reply is not JSON"],
  ["a list", `[${replyWith({})}]`, "the reply is not JSON"],
  ["a refusal", replyWith({ Code: "Failed" }), "there are no credentials for it"],
  ["keys of a wrong type", replyWith({ TmpSecretKey: ["hidden"] }), "TmpSecretKey in the reply is not text"],
  ["an empty id", replyWith({ TmpSecretId: "" }), "TmpSecretId in the reply is not text"],
  ["no end", replyWith({ ExpiredTime: undefined }), "ExpiredTime in the reply is not a number"],
  ["an end at this moment", replyWith({ ExpiredTime: now }), "the reply holds credentials that have expired already"],
  ["a key with a line break", replyWith({ TmpSecretKey: "hidden\nkey" }), "the SecretKey holds blanks"],
  ["more than any honest reply", replyWith({ more: "hidden".repeat(60_000) }), "the reply is too long"],
])("a server that answers with %s is an error at once that repeats nothing of it", async (_, body, words) => {
  metadata.faults.push({ body });

  expect(await failureOf(machine.chain())).toContain(words);
  expect(metadata.requests).toEqual([ROLE_PATH]);
});

test("a redirect is not followed, because it would lead to keys of somebody else", async () => {
  const other = await machine.startMetadata({ role: "pulumi-runner" });
  const redirectTo = `${other.url}/latest/meta-data/cam/security-credentials/pulumi-runner`;
  metadata.faults.push({ redirectTo });

  const env = { TENCENTCLOUD_METADATA_ENDPOINT: metadata.url };
  expect(await failureOf(machine.chain({ env }))).toContain(`the reply is HTTP 302. ${ADVICE}`);
  expect(other.requests).toEqual([]);
});

test("no proxy is asked, because none can reach the metadata server", async () => {
  jest.replaceProperty(process, "env", { HTTP_PROXY: "http://127.0.0.1:9" });

  expect(await keysOf(machine.chain())).toEqual(metadata.issued[0]);
});

test.each(["../../instance-id", "a/b", "role name", "r\u001b[31m"])(
  "%j is not accepted as the name of a role",
  async (role) => {
    expect(await failureOf(machine.chain({ env: { TENCENTCLOUD_CAM_ROLE_NAME: role } }))).toContain(
      "is not the name of a CAM role",
    );
    expect(metadata.requests).toEqual([]);
  },
);

test.each([
  ["not a URL", "metadata", ""],
  ["with a path", "http://127.0.0.1/latest", " (at 127.0.0.1)"],
  ["with a password", "http://user:hidden@127.0.0.1", " (at 127.0.0.1)"],
  ["of another protocol", "ftp://127.0.0.1", " (at 127.0.0.1)"],
])("an endpoint that is %s is an error that names the setting", async (_, url, at) => {
  expect(await failureOf(machine.chain({ env: { TENCENTCLOUD_METADATA_ENDPOINT: url } }))).toContain(
    `TENCENTCLOUD_METADATA_ENDPOINT${at} is not a URL such as https:`,
  );
});

test("an endpoint may be one of https", async () => {
  const env = { TENCENTCLOUD_METADATA_ENDPOINT: "https://127.0.0.1:9" };

  expect(await failureOf(machine.chain({ env, secondMs: SHORT_SECOND_MS }))).toContain(
    `the metadata server (127.0.0.1:9): the connection failed (ECONNREFUSED). ${ADVICE}`,
  );
});

test("the life of a credential is counted by the server's clock where this machine's is hours ahead", async () => {
  const fiveHoursAgo = () => machine.clock.wallMs - 5 * 3600_000;
  metadata = await machine.startMetadata({ role: "pulumi-runner", seconds: 3600, now: fiveHoursAgo });
  const chain = machine.chain();
  await chain.getCredential();
  machine.clock.pass(3200);
  await chain.getCredential();
  expect(metadata.issued).toHaveLength(1);

  machine.clock.pass(400);
  expect(await keysOf(chain)).toEqual(metadata.issued[1]);
});
