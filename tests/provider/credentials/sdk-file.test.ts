import { failureOf, keysOf, TestMachine } from "./try-credentials";

let machine: TestMachine;
beforeEach(async () => (machine = await TestMachine.create()));
afterEach(() => machine.remove());

function ini(id: string, more = ""): string {
  return `[default]\nsecret_id = ${id}\nsecret_key = ${id}-key\n${more}`;
}

test("the user's file of the SDKs signs, with its token", async () => {
  await machine.write("home/.tencentcloud/credentials", ini("user", "token = user-token\n"));

  expect(await keysOf(machine.chain())).toEqual({ secretId: "user", secretKey: "user-key", token: "user-token" });
});

test("the machine's file signs where the user has none, or one without keys", async () => {
  await machine.write("etc/credentials", ini("machine"));
  expect(await keysOf(machine.chain())).toEqual({ secretId: "machine", secretKey: "machine-key" });

  await machine.write("home/.tencentcloud/credentials", "[default]\n");
  expect((await keysOf(machine.chain())).secretId).toBe("machine");

  await machine.write("home/.tencentcloud/credentials", ini("user"));
  expect((await keysOf(machine.chain())).secretId).toBe("user");
});

test("the file in TENCENTCLOUD_CREDENTIALS_FILE counts instead of both, also below the home folder", async () => {
  await machine.write("home/.tencentcloud/credentials", ini("user"));
  const file = await machine.write("home/keys.ini", ini("named"));

  for (const path of [file, "~/keys.ini"]) {
    expect((await keysOf(machine.chain({ env: { TENCENTCLOUD_CREDENTIALS_FILE: path } }))).secretId).toBe("named");
  }
});

test("a named file that does not exist is an error, although the user's file is there", async () => {
  await machine.write("home/.tencentcloud/credentials", ini("user"));

  expect(await failureOf(machine.chain({ env: { TENCENTCLOUD_CREDENTIALS_FILE: "/nowhere/keys" } }))).toContain(
    "the SDK credentials file cannot be used: TENCENTCLOUD_CREDENTIALS_FILE names a file, but /nowhere/keys does not exist.",
  );
});

test("a named file without the section of the SDKs is an error that says what is missing", async () => {
  const file = await machine.write("keys.ini", "[ops]\nsecret_id = x\nsecret_key = y\n");

  expect(await failureOf(machine.chain({ env: { TENCENTCLOUD_CREDENTIALS_FILE: file } }))).toContain(
    `names a file, but secret_id and secret_key are not set in [default] of ${file}.`,
  );
});

test("half a pair is an error that names the file and not the half", async () => {
  const file = await machine.write("home/.tencentcloud/credentials", "[default]\nsecret_key = the-secret\n");
  await machine.write("etc/credentials", ini("machine"));
  const message = await failureOf(machine.chain());

  expect(message).toContain(`secret_key is set, but secret_id is not in [default] of ${file}. Set both or neither.`);
  expect(message).not.toContain("the-secret");
});

test("a file that cannot be read is an error, because what is in it was meant to be used", async () => {
  // A folder: root, as whom tests may run, can read every file.
  await machine.write("home/.tencentcloud/credentials/file", "");
  await machine.write("etc/credentials", ini("machine"));

  expect(await failureOf(machine.chain())).toMatch(
    /\/home\/\.tencentcloud\/credentials cannot be read \(EISDIR\)\. Check the file and its permissions\./,
  );
});

test("a named profile leaves the file aside, because the file knows no profiles", async () => {
  await machine.write("home/.tencentcloud/credentials", ini("user"));
  await machine.write("home/.tccli/ops.credential", { secretId: "ops", secretKey: "ops-key" });

  expect((await keysOf(machine.chain({ env: { TENCENTCLOUD_PROFILE: "ops" } }))).secretId).toBe("ops");
  expect(await failureOf(machine.chain({ env: { TENCENTCLOUD_PROFILE: "none" } }))).toContain(
    "the SDK credentials file (not read, because TENCENTCLOUD_PROFILE is set)",
  );
});

test("a named file and a named profile are an error, because only one of them can be meant", async () => {
  const file = await machine.write("keys.ini", ini("named"));
  const env = { TENCENTCLOUD_CREDENTIALS_FILE: file, TCCLI_PROFILE: "ops" };

  expect(await failureOf(machine.chain({ env }))).toContain(
    "TENCENTCLOUD_CREDENTIALS_FILE and TCCLI_PROFILE name different sources. Set one of them.",
  );
});

test.each([
  ["line ends of Windows and a byte order mark", "\uFEFF[default]\r\nsecret_id = id\r\nsecret_key = key\r\n"],
  [
    "comments on lines of their own",
    "; one\n# two\n[default]\n#secret_id = x\n;secret_id = y\nsecret_id = id\nsecret_key = key",
  ],
  ["a comment after the value", "[default]\nsecret_id = id ; a comment\nsecret_key = key # another\n"],
  ["quotes around the value", "[default]\nsecret_id = \"id\"\nsecret_key = 'key'\n"],
  ["blanks everywhere", "  [ default ]  \n\t secret_id\t=\tid \t\nsecret_key=key"],
  ["comments after it", "[default]\nsecret_id=id\nsecret_key=key\n#secret_id = x\n ; secret_id = y\n"],
  [
    "the same section twice",
    "[default]\nsecret_id = x\n[x]\nsecret_id = y\n[default]\nsecret_id = id\nsecret_key = key\n",
  ],
  ["lines that are no values", "secret_id = x\n[default]\n= y\ntoken\nsecret_id = id\nsecret_key = key\n"],
  [
    "names of an object's own parts",
    "[__proto__]\nsecret_id = x\n[default]\nconstructor = y\nsecret_id = id\nsecret_key = key\n",
  ],
])("%s do not change what is read", async (_, content) => {
  await machine.write("home/.tencentcloud/credentials", content);

  expect(await keysOf(machine.chain())).toEqual({ secretId: "id", secretKey: "key" });
});

test.each(["a;b#c=d==", '"key', 'key"', "'key\"", 'a"key"', '"key"a', "[other]"])(
  "a key keeps what only looks like a comment, an assignment, quotes or a section: %s",
  async (key) => {
    await machine.write("home/.tencentcloud/credentials", `[default]\nsecret_id = id\nsecret_key = ${key}\n`);

    expect(await keysOf(machine.chain())).toEqual({ secretId: "id", secretKey: key });
  },
);
