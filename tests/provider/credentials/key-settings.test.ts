import { CREDENTIAL_SETTINGS } from "../../../provider/credentials/credential-chain";
import { failureOf, keysOf, TestMachine } from "./try-credentials";

let machine: TestMachine;
beforeAll(async () => (machine = await TestMachine.create()));
afterAll(() => machine.remove());

const KEYS = { TENCENTCLOUD_SECRET_ID: "env-id", TENCENTCLOUD_SECRET_KEY: "env-key" };

describe("keys in the stack's configuration", () => {
  test("sign, with the session token that belongs to them", async () => {
    const config = {
      "tencentcloud:secretId": "stack-id",
      "tencentcloud:secretKey": "stack-key",
      "tencentcloud:securityToken": "stack-token",
    };

    expect(await keysOf(machine.chain({ config }))).toEqual({
      secretId: "stack-id",
      secretKey: "stack-key",
      token: "stack-token",
    });
  });

  test("are not mixed with a token from the environment", async () => {
    const config = { "tencentcloud:secretId": "stack-id", "tencentcloud:secretKey": "stack-key" };
    const env = { ...KEYS, TENCENTCLOUD_TOKEN: "env-token" };

    expect(await keysOf(machine.chain({ config, env }))).toEqual({ secretId: "stack-id", secretKey: "stack-key" });
  });

  test.each([
    ["tencentcloud:secretId", "tencentcloud:secretKey"],
    ["tencentcloud:secretKey", "tencentcloud:secretId"],
  ])("are an error when only %s is there, even where the environment holds a pair", async (there, absent) => {
    expect(await failureOf(machine.chain({ config: { [there]: "half" }, env: KEYS }))).toBe(
      `the Tencent Cloud credentials of the stack config cannot be used: ${there} is set, but ${absent} is not. ` +
        "Set both or neither.",
    );
  });
});

describe("keys in the environment", () => {
  test("sign without a token where there is none", async () => {
    expect(await keysOf(machine.chain({ env: KEYS }))).toEqual({ secretId: "env-id", secretKey: "env-key" });
  });

  test.each(["TENCENTCLOUD_SECURITY_TOKEN", "TENCENTCLOUD_SESSION_TOKEN", "TENCENTCLOUD_TOKEN"])(
    "sign with the session token in %s",
    async (variable) => {
      expect(await keysOf(machine.chain({ env: { ...KEYS, [variable]: "the-token" } }))).toEqual({
        secretId: "env-id",
        secretKey: "env-key",
        token: "the-token",
      });
    },
  );

  test("take the first of the three names of a token that is not empty", async () => {
    const env = {
      ...KEYS,
      TENCENTCLOUD_SECURITY_TOKEN: " ",
      TENCENTCLOUD_SESSION_TOKEN: "2nd",
      TENCENTCLOUD_TOKEN: "3rd",
    };

    expect((await keysOf(machine.chain({ env }))).token).toBe("2nd");
  });

  test("are taken without the blanks and line ends around them", async () => {
    const env = { TENCENTCLOUD_SECRET_ID: " env-id\n", TENCENTCLOUD_SECRET_KEY: "env-key\r\n" };

    expect(await keysOf(machine.chain({ env }))).toEqual({ secretId: "env-id", secretKey: "env-key" });
  });

  test.each([
    ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"],
    ["TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_SECRET_ID"],
  ])("are an error when only %s is there, even where a profile holds a pair", async (there, absent) => {
    await machine.write("home/.tccli/default.credential", { secretId: "tccli-id", secretKey: "tccli-key" });

    expect(await failureOf(machine.chain({ env: { [there]: "half", [absent]: "" } }))).toContain(
      `the environment cannot be used: ${there} is set, but ${absent} is not. Set both or neither.`,
    );
  });

  test.each([
    ["a line break", "two\nlines"],
    ["a control character", "k\u001b[31m"],
    ["another alphabet", "ключ"],
  ])("are refused before they are sent when they hold %s, which the error does not repeat", async (_, secretKey) => {
    const message = await failureOf(machine.chain({ env: { ...KEYS, TENCENTCLOUD_SECRET_KEY: secretKey } }));

    expect(message).toContain("the SecretKey holds blanks or other characters that cannot be part of one");
    expect(message).not.toContain(secretKey);
  });
});

test("every setting of credentials is known by its names, which tell two accounts of a process apart", () => {
  const { keys, variables } = CREDENTIAL_SETTINGS;

  expect(keys.filter((key) => !key.startsWith("tencentcloud:"))).toEqual([]);
  expect(keys).toEqual(
    expect.arrayContaining(["tencentcloud:secretId", "tencentcloud:profile", "tencentcloud:assumeRole"]),
  );
  expect(variables).toEqual(expect.arrayContaining(["TENCENTCLOUD_SECRET_ID", "TCCLI_PROFILE", "TKE_ROLE_ARN"]));
});
