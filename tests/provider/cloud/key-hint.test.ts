import { keyHint } from "../../../provider/cloud/key-hint";

test.each([
  [
    "postgres.intl.tencentcloudapi.com",
    "for an account of the mainland site set tencentcloud:domain to tencentcloudapi.com",
  ],
  [
    "postgres.tencentcloudapi.com",
    "for an account of the international site set tencentcloud:domain to intl.tencentcloudapi.com",
  ],
])("a key that %s does not know may be one of the other site", (host, words) => {
  expect(keyHint("the environment", host)).toMatch(/^\. The key came from the environment\. This host knows keys of/);
  expect(keyHint("the environment", host)).toContain(words);
});

test("there is no hint for other hosts, nor for a key without a source", () => {
  expect(keyHint("the stack config", "127.0.0.1:4100")).toBe(". The key came from the stack config");
  expect(keyHint(undefined, "127.0.0.1:4100")).toBe("");
});
