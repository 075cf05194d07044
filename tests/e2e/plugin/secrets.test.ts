import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CommandResult, Stack } from "../../../scripts/pulumi-cli";
import { useLocalCloud } from "../local-cloud";
import { declaringByPlugin } from "./plugin-programs";
import { mustDestroy, mustUp, up } from "../stack-verbs";

const cloud = useLocalCloud();

test("no progress, error, preview, log or state shows a secret address in plain text", async () => {
  const { id, addresses } = cloud.instance();
  const secretly = (address: string) =>
    declaringSecretly({ dbInstanceId: id, sslEnabled: true, connectAddress: address, taskTimeoutSeconds: 2 });
  const stack = await cloud.stack({ program: secretly(addresses[0]) });
  const commands: CommandResult[] = [await stack.mustRun(["preview", "--diff"]), await mustUp(stack)];
  commands.push(
    await stack.mustRun(["refresh", "--yes", "--skip-preview"]),
    await mustUp(stack, ["--expect-no-changes"]),
  );

  // Errors name the address too: that of a change that did not take effect, and the cloud's message about one it refuses.
  stack.setProgram(secretly(addresses[1]));
  cloud.control.nextTask({ instance: id, status: "stuck", effect: "applied" });
  commands.push(await stack.mustRun(["preview", "--diff"]), await up(stack));
  expect(commands.at(-1)?.stdout).toContain("moving SSL from [secret] to [secret]");
  cloud.endTask(id);
  commands.push(await mustUp(stack));
  stack.setProgram(secretly("no address, but a secret"));
  commands.push(await up(stack));
  expect(commands.at(-1)?.stdout).toContain("must be an IP address or a DNS name");
  commands.push(await mustDestroy(stack));
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: false, modifies: 3 });

  for (const secret of [...addresses, "no address, but a secret"]) {
    expect(commands.flatMap(({ output }) => output.split("\n").filter((line) => line.includes(secret)))).toEqual([]);
    expect(filesOf(stack).filter((file) => readFileSync(file, "utf8").includes(secret))).toEqual([]);
  }
});

test("an address that becomes secret is rewritten in the state, without a change in the cloud", async () => {
  const { id, addresses } = cloud.instance(2);
  const db = { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] };
  const stack = await cloud.stack({ program: declaringByPlugin({ db }) });
  await mustUp(stack);
  stack.setProgram(declaringSecretly(db));
  await mustUp(stack);
  expect(JSON.stringify((await stack.export()).deployment.resources)).not.toContain(addresses[0]);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1 });
});

/** A program whose address is a secret. */
function declaringSecretly({ connectAddress, ...db }: Readonly<Record<string, unknown>>): string {
  const program = declaringByPlugin({ db: { ...db, connectAddress: "ADDRESS" } });
  return `import { secret } from "@pulumi/pulumi";\n${program.replace('"ADDRESS"', `secret(${JSON.stringify(connectAddress)})`)}`;
}

/** The states of the stack, their history and backups. */
function filesOf({ backendDir }: Stack): string[] {
  return readdirSync(backendDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test("keys set in plain text are ciphertext in the state, and the user is warned of them once a command", async () => {
  const { id, addresses } = cloud.instance(3);
  const { secretId, secretKey, token } = cloud.control.createCredential();
  const stack = await cloud.stack({
    program: declaringByPlugin({ db: { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] } }),
    env: { TENCENTCLOUD_SECRET_ID: "", TENCENTCLOUD_SECRET_KEY: "" },
    config: {
      "tencentcloud-postgres-ssl:secretId": secretId,
      "tencentcloud-postgres-ssl:secretKey": secretKey,
      "tencentcloud-postgres-ssl:securityToken": token,
    },
  });
  const { stdout } = await mustUp(stack);

  const warning = "tencentcloud-postgres-ssl:secretKey and tencentcloud-postgres-ssl:securityToken are in plain text.";
  expect(diagnosticsOf(stdout).split(warning)).toHaveLength(2);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1 });
  const state = JSON.stringify((await stack.export()).deployment.resources);
  for (const secret of [secretId, secretKey, token]) expect(state).not.toContain(secret);
});

/** What the CLI repeats at the end: while it runs, it shows each line as well. */
function diagnosticsOf(stdout: string): string {
  return stdout.slice(stdout.indexOf("Diagnostics:"));
}
