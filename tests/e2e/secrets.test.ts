import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "../../scripts/pulumi-cli";
import { useLocalCloud } from "./local-cloud";
import { declaring } from "./programs";
import { mustDestroy, mustUp, up } from "./stack-verbs";

const cloud = useLocalCloud();
const verbose = ["-v=9", "--logtostderr"];
const noCredentials = { TENCENTCLOUD_SECRET_ID: "", TENCENTCLOUD_SECRET_KEY: "" };

/** The ways to give a stack its credentials: what goes into its config, and what into its environment. */
const WAYS = {
  "stack config": ({ secretId, secretKey, token }: Credential) => ({
    config: {
      "tencentcloud:secretId": secretId,
      "tencentcloud:secretKey": { secret: secretKey },
      "tencentcloud:securityToken": { secret: token },
    },
    env: noCredentials,
  }),
  environment: ({ secretId, secretKey, token }: Credential) => ({
    env: {
      TENCENTCLOUD_SECRET_ID: secretId,
      TENCENTCLOUD_SECRET_KEY: secretKey,
      TENCENTCLOUD_SECURITY_TOKEN: token,
    },
  }),
};

interface Credential {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token: string;
}

test.each(Object.entries(WAYS))(
  "a secret key and a token in the %s reach the cloud, but no state, output, log, error or file of the project",
  async (_, settingsFor) => {
    await cloud.reset();
    const { id, addresses } = cloud.instance();
    const credential = cloud.control.createCredential();
    const stack = await cloud.stack({
      ...settingsFor(credential),
      program: declaring(
        { db: { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] } },
        "export const everything = db;",
      ),
    });

    const commands = [
      await mustUp(stack, verbose),
      await stack.mustRun(["refresh", "--yes", "--skip-preview", ...verbose]),
      await stack.mustRun(["preview", "--diff", ...verbose]),
      await stack.mustRun(["stack", "export"]),
      await stack.mustRun(["stack", "output", "--json", "--show-secrets"]),
    ];
    expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1 });
    // An error about the credentials themselves: the cloud no longer knows them.
    await cloud.control.reset();
    const refused = await up(stack, ["--refresh", ...verbose]);
    expect(refused.stdout).toContain("[AuthFailure.");

    for (const secret of [credential.secretKey, credential.token]) {
      expect([...commands, refused].flatMap(({ output }) => linesWith(secret, output))).toEqual([]);
      expect(filesOf(stack).filter((file) => readFileSync(file, "utf8").includes(secret))).toEqual([]);
    }
  },
);

test("new credentials in the stack config apply to up and --run-program at once, and to every command afterwards", async () => {
  await cloud.reset();
  const { id, addresses } = cloud.instance();
  const db = { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] };
  await cloud.control.changeInstance(id, db);
  const stack = await cloud.stack({
    ...WAYS["stack config"](cloud.control.createCredential()),
    program: declaring({ db }),
  });
  await mustUp(stack);
  // The old ones expire. The state still holds them, encrypted, and a refresh without the program would sign with them.
  await cloud.control.reset();
  await cloud.control.changeInstance(id, db);
  const { config } = WAYS["stack config"](cloud.control.createCredential());
  for (const [key, value] of Object.entries(config)) {
    await (typeof value === "string"
      ? stack.setConfig(key, value)
      : stack.setConfig(key, value.secret, { secret: true }));
  }

  await stack.mustRun(["refresh", "--preview-only", "--expect-no-changes", "--run-program"]);
  await mustUp(stack);
  await mustDestroy(stack);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: false, modifies: 1 });
});

/** The lines with the secret, but for those in which the engine's own tracing shows what it hands to the provider. */
function linesWith(secret: string, output: string): string[] {
  const lines = output.split("\n").filter((line) => line.includes(secret));
  return lines.filter((line) => !/^\{.*"msg":"Marshaling property for RPC\[Provider\[\w+\]\.Configure\(\)/.test(line));
}

/** All that the stack has written: its states, their history and backups, and the project. */
function filesOf({ backendDir, projectDir }: Stack): string[] {
  return [backendDir, projectDir].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
}

test("a key that the stack config holds in plain text is warned of, once a command", async () => {
  await cloud.reset();
  const { id, addresses } = cloud.instance();
  const credential = cloud.control.createCredential();
  const { config, env } = WAYS["stack config"](credential);
  const db = { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] };
  const stack = await cloud.stack({
    config: { ...config, "tencentcloud:secretKey": credential.secretKey },
    env,
    program: declaring({ db, again: db }),
  });
  const { stdout } = await mustUp(stack);

  // While it runs, the CLI shows each line as well.
  const diagnostics = stdout.slice(stdout.indexOf("Diagnostics:"));
  expect(diagnostics.split("tencentcloud:secretKey is in plain text.")).toHaveLength(2);
  expect(stdout).toContain("`pulumi config set --secret tencentcloud:secretKey VALUE`");
});
