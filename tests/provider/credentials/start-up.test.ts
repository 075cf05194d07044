import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { useTestMachine } from "./test-machine";

const root = join(__dirname, "../../..");
const machine = useTestMachine();

/** Runs a program that gets credentials, and says which packages it loaded. */
async function packagesLoadedWith(env: Record<string, string>): Promise<string[]> {
  const program = `
    const { credentialChain } = require("./provider/credentials/credential-chain.ts");
    const chain = credentialChain({ readConfig: () => undefined, env: ${JSON.stringify(env)} });
    chain.getCredential().catch(() => undefined).then(() => {
      const files = Object.keys(require.cache).filter((file) => /node_modules.(?!tsx|esbuild)/.test(file));
      console.log(JSON.stringify(files.map((file) => file.split("node_modules").pop())));
    });`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", "-e", program], { cwd: root });
  return JSON.parse(stdout) as string[];
}

const KEYS = { TENCENTCLOUD_SECRET_ID: "AKIDx", TENCENTCLOUD_SECRET_KEY: "key" };
const ROLE = { ...KEYS, TENCENTCLOUD_ASSUME_ROLE_ARN: "role" };

test("keys in the settings are found without loading any package", async () => {
  expect(await packagesLoadedWith(KEYS)).toEqual([]);
});

test("of the SDK, only its signer is loaded to assume a role", async () => {
  const loaded = await packagesLoadedWith({ ...ROLE, TENCENTCLOUD_STS_ENDPOINT: "http://127.0.0.1:9" });

  expect(loaded).toContainEqual(expect.stringMatching(/tencentcloud.*common.sign\.js$/));
  expect(loaded).not.toContainEqual(expect.stringMatching(/tencentcloud.*(abstract_client|services)/));
});

test("a bundle of the provider assumes a role without any package beside it", async () => {
  const accounts = [{ secretId: "AKIDx", secretKey: "key" }];
  const sts = await machine.startSts({ accounts, roleArn: "role", now: Date.now });
  const program = `
    import { credentialChain } from "./provider/credentials/credential-chain";
    const chain = credentialChain({ readConfig: () => undefined, env: ${JSON.stringify({ ...machine.env, ...ROLE })} });
    void chain.getCredential().then(({ secretId }) => console.log(secretId));`;
  const outfile = machine.pathOf("bundle.js");
  await build({ stdin: { contents: program, resolveDir: root }, outfile, bundle: true, platform: "node" });
  const { stdout } = await promisify(execFile)(process.execPath, [outfile]);

  expect(stdout.trim()).toBe(sts.issued[0]?.secretId);
});
