import type { CredentialChain } from "../../../provider/credentials/credential-chain";
import { type MetadataServer, startMetadata } from "../../stand-ins/metadata-server";
import { startSts } from "../../stand-ins/sts-server";
import { ManualClock } from "./manual-clock";
import { failureOf, keysOf, TestMachine } from "./try-credentials";

let machine: TestMachine;
beforeEach(async () => (machine = await TestMachine.create()));
afterEach(() => machine.remove());

function profile(id: string): { readonly secretId: string; readonly secretKey: string } {
  return { secretId: id, secretKey: `${id}-key` };
}

test("the default profile of the command line signs, with its token", async () => {
  await machine.write("home/.tccli/default.credential", { ...profile("tccli"), token: "tccli-token" });

  expect(await keysOf(machine.chain())).toEqual({ ...profile("tccli"), token: "tccli-token" });
});

test("keys are taken without the blanks around them", async () => {
  await machine.write("home/.tccli/default.credential", { secretId: " tccli\n", secretKey: "tccli-key ", token: "" });

  expect(await keysOf(machine.chain())).toEqual(profile("tccli"));
});

test("a file where the folder of profiles would be holds no profile", async () => {
  await machine.write("home/.tccli", "");

  expect(await failureOf(machine.chain())).toContain(".tccli/default.credential does not exist");
});

test.each([
  [{ "tencentcloud:profile": "ops" }, {}],
  [{ "tencentcloud:profile": "ops" }, { TENCENTCLOUD_PROFILE: "default", TCCLI_PROFILE: "default" }],
  [{}, { TENCENTCLOUD_PROFILE: "ops" }],
  [{}, { TENCENTCLOUD_PROFILE: "ops", TCCLI_PROFILE: "default" }],
  [{}, { TCCLI_PROFILE: "ops" }],
])("the profile that is named by %j and %j signs", async (config, env) => {
  await machine.write("home/.tccli/default.credential", profile("default"));
  await machine.write("home/.tccli/ops.credential", profile("ops"));

  expect(await keysOf(machine.chain({ config, env }))).toEqual(profile("ops"));
});

test.each([
  [{ "tencentcloud:sharedCredentialsDir": "~/shared" }, {}],
  [{}, { TENCENTCLOUD_SHARED_CREDENTIALS_DIR: "~/shared" }],
])("the folder that is named by %j and %j counts instead of the usual one", async (config, env) => {
  await machine.write("home/.tccli/default.credential", profile("usual"));
  await machine.write("home/shared/default.credential", profile("shared"));

  expect(await keysOf(machine.chain({ config, env }))).toEqual(profile("shared"));
});

test.each([
  ["TENCENTCLOUD_PROFILE", "default", "home/.tccli/default.credential"],
  ["TCCLI_PROFILE", "ops", "home/.tccli/ops.credential"],
  ["TENCENTCLOUD_SHARED_CREDENTIALS_DIR", "~/shared", "home/shared/default.credential"],
])("what %s names has to exist", async (variable, value, file) => {
  await machine.write("home/.tencentcloud/credentials", "[default]\nsecret_id = x\nsecret_key = y\n");
  const message = await failureOf(machine.chain({ env: { [variable]: value } }));

  expect(message).toContain(`the tccli profile cannot be used: ${variable} is set, but `);
  expect(message).toContain(`/${file} does not exist. Check it, or run \`tccli configure\`.`);
});

test("a named profile without keys is an error", async () => {
  const file = await machine.write("home/.tccli/ops.credential", { secretId: "", secretKey: null });

  expect(await failureOf(machine.chain({ env: { TCCLI_PROFILE: "ops" } }))).toContain(
    `TCCLI_PROFILE is set, but secretId and secretKey are not set in ${file}.`,
  );
});

test("half a pair is an error that names the file", async () => {
  const file = await machine.write("home/.tccli/default.credential", { secretId: "half" });

  expect(await failureOf(machine.chain())).toContain(`secretId is set, but secretKey is not in ${file}.`);
});

test.each([
  ["../default", "TCCLI_PROFILE"],
  ["a/b", "TENCENTCLOUD_PROFILE"],
  ["a\\b", "TENCENTCLOUD_PROFILE"],
])("the name %s does not lead out of the folder", async (name, variable) => {
  await machine.write("home/default.credential", profile("outside"));

  expect(await failureOf(machine.chain({ env: { [variable]: name } }))).toContain("is not the name of a profile");
});

test.each([
  ["nothing", "", "is not a JSON object"],
  ["a list", "[]", "is not a JSON object"],
  ["text that is cut off", '{"secretId":"AKIDcut","secretKey":"very-secr', "is not a JSON object"],
  ["a number as key", '{"secretId":"AKIDx","secretKey":12345678}', "secretKey in .* is not text"],
])("a file that holds %s is an error that repeats nothing of it", async (_, content, words) => {
  await machine.write("home/.tccli/default.credential", content);
  const message = await failureOf(machine.chain());

  expect(message).toMatch(new RegExp(`the tccli profile cannot be used: .*${words}`));
  expect(message).not.toMatch(/AKIDcut|very-secr|12345678/);
});

describe("a login that expires", () => {
  const clock = new ManualClock();
  const login = (id: string, seconds: number): object => ({
    ...profile(id),
    type: "oauth",
    token: `${id}-token`,
    expiresAt: clock.wallMs / 1000 + seconds,
  });

  test("is read again before it expires, as the command line has renewed it", async () => {
    await machine.write("home/.tccli/default.credential", login("first", 7200));
    const chain = machine.chain({ clock: clock.read });
    expect((await keysOf(chain)).secretId).toBe("first");

    clock.pass(7200 - 60);
    await machine.write("home/.tccli/default.credential", login("second", 7200));
    await chain.getCredential();
    clock.pass(60);

    expect(await keysOf(chain)).toEqual({ ...profile("second"), token: "second-token" });
  });

  test("is an error once it has expired, which says how to log in", async () => {
    const file = await machine.write("home/.tccli/default.credential", login("old", 0));

    expect(await failureOf(machine.chain({ clock: clock.read }))).toContain(
      `the login in ${file} has expired. Log in again with \`tccli auth login\` or \`tccli sso login\`.`,
    );
  });
});

describe("a profile that stands for a role", () => {
  const roleArn = "qcs::cam::uin/100000000001:roleName/ops";

  test.each([
    ["me", "me"],
    ["", "pulumi-tencentcloud-postgres-ssl"],
    [undefined, "pulumi-tencentcloud-postgres-ssl"],
  ])("of another account signs as that role, in the session %j", async (name, sessionName) => {
    const sts = await startSts({ accounts: [profile("base")], roleArn });
    try {
      const content = { ...profile("base"), "role-arn": roleArn, "role-session-name": name };
      await machine.write("home/.tccli/default.credential", content);

      expect(await keysOf(machine.chain({ env: { TENCENTCLOUD_STS_ENDPOINT: sts.url } }))).toEqual(sts.issued[0]);
      expect(sts.calls.map(({ parameters }) => parameters)).toEqual([
        { RoleArn: roleArn, RoleSessionName: sessionName, DurationSeconds: 7200 },
      ]);
    } finally {
      await sts.close();
    }
  });
});

describe("a profile that stands for the role of the CVM instance", () => {
  let metadata: MetadataServer;
  afterEach(() => metadata.close());

  async function chainOn(role: string): Promise<CredentialChain> {
    metadata = await startMetadata({ role });
    await machine.write("home/.tccli/default.credential", { ...profile("old"), type: "cvm-role" });
    return machine.chain({ env: { TENCENTCLOUD_METADATA_ENDPOINT: metadata.url } });
  }

  test("signs as the role that is bound to it, whatever old keys the file holds", async () => {
    const chain = await chainOn("bound-role");

    expect(await keysOf(chain)).toEqual(metadata.issued[0]);
  });

  test.each(["../instance-id", "ops?role=other"])(
    "is refused when the metadata server calls it %j, which could lead elsewhere",
    async (role) => {
      expect(await failureOf(await chainOn(role))).toContain(`"${role}" is not the name of a CAM role`);
      expect(metadata.requests).toHaveLength(1);
    },
  );

  test("is an error that names it and the server, where the instance has none", async () => {
    const chain = await chainOn("bound-role");
    metadata.faults.push({ status: 404 });

    expect(await failureOf(chain)).toContain(
      `the role of this instance from the metadata server (${new URL(metadata.url).host}): the reply is HTTP 404.`,
    );
  });
});
