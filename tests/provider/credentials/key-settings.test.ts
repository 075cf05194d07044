import { failureOf, keysOf, useTestMachine } from "./test-machine";

const machine = useTestMachine();

const KEYS = { TENCENTCLOUD_SECRET_ID: "env-id", TENCENTCLOUD_SECRET_KEY: "hidden" };
const TOKENS = { TENCENTCLOUD_SECURITY_TOKEN: "1st", TENCENTCLOUD_SESSION_TOKEN: "2nd", TENCENTCLOUD_TOKEN: "3rd" };

test("keys in the stack's configuration sign with the token that belongs to them, and with none from elsewhere", async () => {
  const config = { "tencentcloud:secretId": "stack-id", "tencentcloud:secretKey": "hidden" };
  const keys = { secretId: "stack-id", secretKey: "hidden" };
  expect(await keysOf(machine.chain({ config, env: { ...KEYS, ...TOKENS } }))).toEqual(keys);

  const withToken = { ...config, "tencentcloud:securityToken": "stack-token" };
  expect(await keysOf(machine.chain({ config: withToken }))).toEqual({ ...keys, token: "stack-token" });
});

test("keys in the environment sign with the first of the three names of a token that is set, if any is", async () => {
  const env: Record<string, string> = { ...KEYS, ...TOKENS };
  const keys = { secretId: "env-id", secretKey: "hidden" };
  for (const [variable, token] of Object.entries(TOKENS)) {
    expect(await keysOf(machine.chain({ env }))).toEqual({ ...keys, token });
    env[variable] = " ";
  }

  expect(await keysOf(machine.chain({ env }))).toEqual(keys);
});

test.each([
  ["the stack config", "tencentcloud:secretId", "tencentcloud:secretKey"],
  ["the stack config", "tencentcloud:secretKey", "tencentcloud:secretId"],
  ["the environment", "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"],
  ["the environment", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_SECRET_ID"],
])("half a pair in %s, %s, is an error, even where a later source holds a pair", async (source, there, absent) => {
  await machine.write("home/.tccli/default.credential", { secretId: "tccli-id", secretKey: "tccli-key" });
  const half = { [there]: "hidden", [absent]: "" };

  expect(await failureOf(machine.chain({ config: half, env: { ...KEYS, ...half } }))).toContain(
    `the Tencent Cloud credentials of ${source} cannot be used: ${there} is set, but ${absent} is not. Set both or neither.`,
  );
});

test.each([
  ["a line break", { TENCENTCLOUD_SECRET_KEY: "hidden\nkey" }, "SecretKey"],
  ["a control character", { TENCENTCLOUD_TOKEN: "hidden\u001b[31m" }, "session token"],
])("a text with %s is refused before it is sent, by an error that does not repeat it", async (_, env, what) => {
  expect(await failureOf(machine.chain({ env: { ...KEYS, ...env } }))).toContain(
    `the ${what} holds blanks or other characters that cannot be part of one`,
  );
});
