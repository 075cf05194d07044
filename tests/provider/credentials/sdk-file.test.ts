import fs, { writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { thisMachine } from "../../../provider/credentials/files";
import { failureOf, keysOf, useTestMachine } from "./test-machine";

const machine = useTestMachine();

const USER_FILE = "home/.tencentcloud/credentials";
const MACHINE_FILE = "etc/credentials";

function ini(id: string, more = ""): string {
  return `[default]\nsecret_id = ${id}\nsecret_key = ${id}-hidden\n${more}`;
}

test("the user's file of the SDKs signs, with its token", async () => {
  await machine.write(USER_FILE, ini("user", "token = hidden-token\n"));

  expect(await keysOf(machine.chain())).toEqual({ secretId: "user", secretKey: "user-hidden", token: "hidden-token" });
});

test("the machine's file signs where the user has none, or one without keys", async () => {
  await machine.write(MACHINE_FILE, ini("machine"));
  expect(await keysOf(machine.chain())).toEqual({ secretId: "machine", secretKey: "machine-hidden" });

  await machine.write(USER_FILE, "[default]\n");
  expect((await keysOf(machine.chain())).secretId).toBe("machine");

  await machine.write(USER_FILE, ini("user"));
  expect((await keysOf(machine.chain())).secretId).toBe("user");
});

test("the file in TENCENTCLOUD_CREDENTIALS_FILE counts instead of both, also below the home folder", async () => {
  await machine.write(USER_FILE, ini("user"));
  const file = await machine.write("home/keys.ini", ini("named"));

  for (const path of [file, "~/keys.ini"]) {
    expect((await keysOf(machine.chain({ env: { TENCENTCLOUD_CREDENTIALS_FILE: path } }))).secretId).toBe("named");
  }
});

test("a named file that does not exist, or has no section of the SDKs, is an error, although the user has one", async () => {
  await machine.write(USER_FILE, ini("user"));
  const file = machine.pathOf("home/keys.ini");
  const chain = machine.chain({ env: { TENCENTCLOUD_CREDENTIALS_FILE: file } });
  const failureStart = "the SDK credentials file cannot be used: TENCENTCLOUD_CREDENTIALS_FILE names a file, but ";
  expect(await failureOf(chain)).toContain(`${failureStart}${file} does not exist.`);

  await machine.write("home/keys.ini", "[ops]\nsecret_id = x\nsecret_key = hidden\n");
  expect(await failureOf(chain)).toContain(
    `${failureStart}secret_id and secret_key are not set in [default] of ${file}.`,
  );
});

test("half a pair is an error that names the file and not the half", async () => {
  const file = await machine.write(USER_FILE, "[default]\nsecret_key = hidden\n");
  await machine.write(MACHINE_FILE, ini("machine"));

  expect(await failureOf(machine.chain())).toContain(
    `secret_key is set, but secret_id is not in [default] of ${file}. Set both or neither.`,
  );
});

test("a file that cannot be read is an error, because what is in it was meant to be used", async () => {
  // A folder: root, as whom tests may run, can read every file.
  await machine.write(`${USER_FILE}/file`, "");
  await machine.write(MACHINE_FILE, ini("machine"));

  expect(await failureOf(machine.chain())).toContain(
    "/home/.tencentcloud/credentials cannot be read (EISDIR). Check the file and its permissions.",
  );
});

/** Lets the system refuse every file below a folder. As root, as whom tests may run, it refuses none. */
function refuse(folder: string, code: "EACCES" | "EPERM"): void {
  const { readFile } = fs;
  const refusal = Object.assign(new Error(`${code}: refused`), { code });
  const refusing = (path: string): Promise<Buffer> =>
    path.startsWith(folder) ? Promise.reject(refusal) : readFile(path);
  jest.spyOn(fs, "readFile").mockImplementation(refusing as typeof readFile);
}

test.each(["EACCES", "EPERM"] as const)(
  "a home folder that may not be read (%s) is passed over where nobody named it, and listed where nothing else is found",
  async (code) => {
    refuse(machine.pathOf("home"), code);
    const failure = await failureOf(machine.chain());
    for (const file of ["home/.tencentcloud/credentials", "home/.tccli/default.credential"])
      expect(failure).toContain(`${machine.pathOf(file)} may not be read (${code})`);

    await machine.write(MACHINE_FILE, ini("machine"));
    expect((await keysOf(machine.chain())).secretId).toBe("machine");
  },
);

test("a file that somebody named and that may not be read ends the search", async () => {
  const file = await machine.write("home/keys.ini", ini("named"));
  await machine.write(MACHINE_FILE, ini("machine"));
  await machine.write("home/.tccli/ops.credential", { secretId: "ops", secretKey: "hidden" });
  refuse(machine.pathOf("home"), "EACCES");

  for (const [env, path] of [
    [{ TENCENTCLOUD_CREDENTIALS_FILE: file }, file],
    [{ TENCENTCLOUD_PROFILE: "ops" }, machine.pathOf("home/.tccli/ops.credential")],
  ] as const)
    expect(await failureOf(machine.chain({ env }))).toContain(`${path} cannot be read (EACCES).`);
});

test.each<[string, (text: string) => Buffer]>([
  ["little end first", (text) => Buffer.from(`\uFEFF${text}`, "utf16le")],
  ["big end first", (text) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16()],
])("a file in UTF-16, as Windows writes it, is read: %s", async (_, encoded) => {
  await writeFile(await machine.write(USER_FILE, ""), encoded(ini("user").replaceAll("\n", "\r\n")));

  expect(await keysOf(machine.chain())).toEqual({ secretId: "user", secretKey: "user-hidden" });
});

test("a named profile leaves the file aside, because the file knows no profiles", async () => {
  await machine.write(USER_FILE, ini("user"));
  await machine.write("home/.tccli/ops.credential", { secretId: "ops", secretKey: "hidden" });

  expect((await keysOf(machine.chain({ env: { TENCENTCLOUD_PROFILE: "ops" } }))).secretId).toBe("ops");
  expect(await failureOf(machine.chain({ env: { TENCENTCLOUD_PROFILE: "none" } }))).toContain(
    "the SDK credentials file (not read, because TENCENTCLOUD_PROFILE is set)",
  );
});

test("a named file and a named profile are an error, because only one of them can be meant", async () => {
  const env = { TENCENTCLOUD_CREDENTIALS_FILE: await machine.write("keys.ini", ini("named")), TCCLI_PROFILE: "ops" };

  expect(await failureOf(machine.chain({ env }))).toContain(
    "TENCENTCLOUD_CREDENTIALS_FILE and TCCLI_PROFILE name different sources. Set one of them.",
  );
});

test.each([
  ["line ends of Windows and a byte order mark", "\uFEFF[default]\r\nsecret_id = id\r\nsecret_key = hidden\r\n"],
  [
    "comments on lines of their own",
    "; one\n# two\n[default]\n#secret_id = x\n;secret_id = y\nsecret_id = id\nsecret_key = hidden",
  ],
  ["a comment after the value", "[default]\nsecret_id = id ; a comment\nsecret_key = hidden # another\n"],
  ["blanks everywhere", "  [ default ]  \n\t secret_id\t=\tid \t\nsecret_key=hidden"],
  ["a token that is empty", "[default]\nsecret_id = id\nsecret_key = hidden\ntoken =\n"],
  ["lines that are no values", "secret_id = x\n[default]\n= y\ntoken\nsecret_id = id\nsecret_key = hidden\n"],
  [
    "names of an object's own parts",
    "[__proto__]\nsecret_id = x\n[default]\nconstructor = y\nsecret_id = id\nsecret_key = hidden\n",
  ],
])("%s do not change what is read", async (_, content) => {
  await machine.write(USER_FILE, content);

  expect(await keysOf(machine.chain())).toEqual({ secretId: "id", secretKey: "hidden" });
});

test.each(["a;b#c=d==", '"key', 'key"', "'key\"", 'a"key"', '"key"a', "[other]"])(
  "a key keeps what only looks like a comment, an assignment, quotes or a section: %s",
  async (key) => {
    await machine.write(USER_FILE, `[default]\nsecret_id = id\nsecret_key = ${key}\n`);

    expect(await keysOf(machine.chain())).toEqual({ secretId: "id", secretKey: key });
  },
);

test("the home folder is the environment's, else the account's, and the folder for everybody is the SDKs' one", () => {
  const variable = process.platform === "win32" ? "USERPROFILE" : "HOME";
  const systemFolder = "/etc/tencentcloud";

  expect(thisMachine({ [variable]: "/home/of-the-job" })).toEqual({ home: "/home/of-the-job", systemFolder });
  expect(thisMachine({ [variable]: "" })).toEqual({ home: homedir(), systemFolder });
  expect(thisMachine({})).toEqual({ home: homedir(), systemFolder });
});
