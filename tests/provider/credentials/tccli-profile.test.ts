import { writeFile } from "node:fs/promises";
import { failureOf, keysOf, useTestMachine } from "./test-machine";

const machine = useTestMachine();

const DEFAULT = "home/.tccli/default.credential";
const OPS = "home/.tccli/ops.credential";

function profile(id: string): { readonly secretId: string; readonly secretKey: string } {
  return { secretId: id, secretKey: `${id}-hidden` };
}

test("the default profile of the command line signs, with its token and without the blanks around its keys", async () => {
  await machine.write(DEFAULT, { secretId: " tccli\n", secretKey: "tccli-hidden ", token: "hidden-token" });
  expect(await keysOf(machine.chain())).toEqual({ ...profile("tccli"), token: "hidden-token" });

  await machine.write(DEFAULT, { ...profile("tccli"), token: "" });
  expect(await keysOf(machine.chain())).toEqual(profile("tccli"));
});

test.each([
  ["tencentcloud:profile", "ops", OPS, { TENCENTCLOUD_PROFILE: "none", TCCLI_PROFILE: "none" }],
  ["TENCENTCLOUD_PROFILE", "ops", OPS, { TCCLI_PROFILE: "none" }],
  ["TCCLI_PROFILE", "ops", OPS, {}],
  ["TENCENTCLOUD_PROFILE", "default", DEFAULT, {}],
  ["tencentcloud:sharedCredentialsDir", "~/shared", "home/shared/default.credential", {}],
  ["TENCENTCLOUD_SHARED_CREDENTIALS_DIR", "~/shared", "home/shared/default.credential", {}],
])("the profile that %s names signs, and has to exist and to hold keys", async (name, value, path, others) => {
  await machine.write(path === DEFAULT ? OPS : DEFAULT, profile("another"));
  await machine.write("home/.tencentcloud/credentials", "[default]\nsecret_id = x\nsecret_key = y\n");
  const named = { [name]: value };
  const chain = machine.chain({ config: named, env: { ...others, ...named } });
  const failureStart = `the tccli profile cannot be used: ${name} is set, but `;
  const file = machine.pathOf(path);
  expect(await failureOf(chain)).toContain(
    `${failureStart}${file} does not exist. Check it, or run \`tccli configure\`.`,
  );

  await machine.write(path, { secretId: "", secretKey: null });
  expect(await failureOf(chain)).toContain(`${failureStart}secretId and secretKey are not set in ${file}. Check it,`);

  await machine.write(path, profile("named"));
  expect(await keysOf(chain)).toEqual(profile("named"));
});

test("a file where the folder of profiles would be holds no profile", async () => {
  await machine.write("home/.tccli", "");

  expect(await failureOf(machine.chain())).toContain(".tccli/default.credential does not exist");
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
  ["nothing", "", "FILE is not a JSON object."],
  ["a list", "[]", "FILE is not a JSON object."],
  ["a list as key", '{"secretId":"AKIDx","secretKey":["hidden"]}', "secretKey in FILE is not text."],
  ["half a pair", '{"secretId":"AKIDhidden"}', "secretId is set, but secretKey is not in FILE. Set both or neither."],
])("a file that holds %s is an error that names it and repeats nothing of it", async (_, content, words) => {
  const file = await machine.write(DEFAULT, content);

  expect(await failureOf(machine.chain())).toContain(
    `the tccli profile cannot be used: ${words.replace("FILE", file)}`,
  );
});

describe("a login that expires", () => {
  const login = (id: string, seconds: number): object => ({
    ...profile(id),
    type: "oauth",
    token: `${id}-token`,
    expiresAt: machine.clock.wallMs / 1000 + seconds,
  });

  test("is read again before it expires, as the command line has renewed it", async () => {
    await machine.write(DEFAULT, login("first", 7200));
    const chain = machine.chain();
    expect((await keysOf(chain)).secretId).toBe("first");

    machine.clock.pass(7200 - 60);
    await machine.write(DEFAULT, login("second", 7200));
    await chain.getCredential();
    machine.clock.pass(60);

    expect(await keysOf(chain)).toEqual({ ...profile("second"), token: "second-token" });
  });

  test("is an error once it has expired, which says how to log in", async () => {
    const file = await machine.write(DEFAULT, login("old", 0));

    expect(await failureOf(machine.chain())).toContain(
      `the login in ${file} has expired (expiresAt ${machine.clock.wallMs / 1000}). Log in again with`,
    );
  });
});

test.each([
  ["me", "me"],
  [undefined, "pulumi-tencentcloud-postgres-ssl"],
])("a profile of a role signs as that role, in the session %j", async (name, sessionName) => {
  const roleArn = "qcs::cam::uin/100000000001:roleName/ops";
  const sts = await machine.startSts({ accounts: [profile("base")], roleArn });
  await machine.write(DEFAULT, { ...profile("base"), "role-arn": roleArn, "role-session-name": name });

  expect(await keysOf(machine.chain())).toEqual(sts.issued[0]);
  expect(sts.calls.map(({ parameters }) => parameters)).toEqual([
    { RoleArn: roleArn, RoleSessionName: sessionName, DurationSeconds: 7200 },
  ]);
});

test("a profile of the role of the CVM instance signs as the one that is bound to it, and is an error without one", async () => {
  const metadata = await machine.startMetadata({ role: "bound-role" });
  await machine.write(DEFAULT, { ...profile("old"), type: "cvm-role" });
  expect(await keysOf(machine.chain())).toEqual(metadata.issued[0]);

  metadata.faults.push({ status: 404 });
  expect(await failureOf(machine.chain())).toContain(
    `the role of this instance from the metadata server (${new URL(metadata.url).host}): the reply is HTTP 404.`,
  );
});

test.each<[string, (text: string) => Buffer]>([
  ["a byte order mark", (text) => Buffer.from(`\uFEFF${text}`)],
  ["UTF-16, little end first", (text) => Buffer.from(`\uFEFF${text}`, "utf16le")],
  ["UTF-16, big end first", (text) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16()],
])("a profile in %s is read", async (_, encoded) => {
  const file = await machine.write(DEFAULT, "");
  await writeFile(file, encoded(JSON.stringify(profile("tccli"))));

  expect(await keysOf(machine.chain())).toEqual(profile("tccli"));
});

test("keys in quotation marks are refused, with the reason", async () => {
  await machine.write(DEFAULT, { secretId: '"tccli"', secretKey: "tccli-hidden" });

  expect(await failureOf(machine.chain())).toContain("the SecretId stands in quotation marks. Set it without them");
});

test("a profile that changed while the run went on replaces a key that the cloud rejects, once", async () => {
  await machine.write(DEFAULT, profile("old"));
  const chain = machine.chain();
  const old = await chain.getCredential();
  expect(await chain.replace(old)).toBe(false);

  await machine.write(DEFAULT, profile("new"));
  expect(await Promise.all([chain.replace(old), chain.replace(old)])).toEqual([true, true]);
  expect(await keysOf(chain)).toEqual(profile("new"));
  expect(await chain.replace(old)).toBe(true);

  await machine.write(DEFAULT, "no JSON");
  expect(await chain.replace(await chain.getCredential())).toBe(false);
  expect(await keysOf(chain)).toEqual(profile("new"));
});
