import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { startSts } from "../../stand-ins/sts-server";
import { TestMachine } from "./try-credentials";

const root = join(__dirname, "../../..");

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

test("keys in the settings are found without loading any package", async () => {
  expect(await packagesLoadedWith(KEYS)).toEqual([]);
});

test("of the SDK, only its signer is loaded to assume a role", async () => {
  const env = { ...KEYS, TENCENTCLOUD_ASSUME_ROLE_ARN: "role", TENCENTCLOUD_STS_ENDPOINT: "http://127.0.0.1:9" };
  const loaded = (await packagesLoadedWith(env)).filter((file) => file.includes("tencentcloud"));

  expect(loaded).toContainEqual(expect.stringMatching(/common.sign\.js$/));
  expect(loaded).not.toContainEqual(expect.stringMatching(/abstract_client|services/));
});

test("a bundle of the provider assumes a role without any package beside it", async () => {
  const [machine, account] = [await TestMachine.create(), { secretId: "AKIDx", secretKey: "key" }];
  const sts = await startSts({ accounts: [account], roleArn: "role" });
  try {
    const env = { ...KEYS, TENCENTCLOUD_ASSUME_ROLE_ARN: "role", TENCENTCLOUD_STS_ENDPOINT: sts.url };
    const program = `
      import { credentialChain } from "./provider/credentials/credential-chain";
      const chain = credentialChain({ readConfig: () => undefined, env: ${JSON.stringify(env)} });
      void chain.getCredential().then(({ secretId }) => console.log(secretId));`;
    const outfile = await machine.write("bundle.js", "");
    await build({ stdin: { contents: program, resolveDir: root }, outfile, bundle: true, platform: "node" });
    const { stdout } = await promisify(execFile)(process.execPath, [outfile]);

    expect(stdout.trim()).toBe(sts.issued[0]?.secretId);
  } finally {
    await Promise.all([machine.remove(), sts.close()]);
  }
});
