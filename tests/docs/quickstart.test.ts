import { startCommand, waitForCommand } from "../../scripts/pulumi-cli/command";
import { createStack, type Stack } from "../../scripts/pulumi-cli";
import { useEmulator } from "../emulator/use-emulator";
import { type CodeBlock, codeBlocksOf } from "./pages";

const emulator = useEmulator({ instances: 1, servers: 0, taskSeconds: 0.2 });

let stack: Stack | undefined;
afterEach(() => stack?.remove());

const [program] = blocks("ts", "new InstanceSslConfig(");
const [configCommands] = blocks("bash", "pulumi config set");
const [exportCommand] = blocks("bash", "export TENCENTCLOUD");
const [driftCommands] = blocks("bash", "pulumi refresh");

function blocks(language: string, text: string): CodeBlock[] {
  return codeBlocksOf("README.md").filter((block) => block.language === language && block.code.includes(text));
}

/** A stack of the README's program, with ids and addresses of the local cloud in it. */
async function readmeStack(): Promise<Stack> {
  const { endpoint, instances } = emulator();
  const [instance] = instances;
  const code = (program?.code ?? "")
    .replace("postgres-5gevh7gr", instance?.id ?? "")
    .replace("10.6.0.4", instance?.addresses[0] ?? "");
  return createStack({ program: code, env: { TENCENTCLOUD_POSTGRES_ENDPOINT: endpoint } });
}

/** Runs commands of the README; where it leaves the keys to the reader they are filled in. */
async function bash(on: Stack, commands: string): Promise<number> {
  const { secretId, secretKey } = emulator();
  const script = commands
    .replaceAll(/(SECRET_ID=|secretId )…/g, `$1${secretId}`)
    .replaceAll(/(SECRET_KEY=|secretKey )…/g, `$1${secretKey}`);
  const run = startCommand("bash", ["-euo", "pipefail", "-c", script], { cwd: on.projectDir, env: on.env });
  return (await waitForCommand(run, 240)).exitCode;
}

test("the quickstart's program turns SSL on with the configuration that the README sets", async () => {
  stack = await readmeStack();
  expect(await bash(stack, configCommands?.code ?? "exit 1")).toBe(0);
  expect(await bash(stack, "pulumi preview --non-interactive")).toBe(0);
  expect(
    emulator()
      .control.instances()
      .map(({ id }) => emulator().control.instance(id).modifies)[0],
  ).toBe(0);
  expect(await bash(stack, "pulumi up --yes --non-interactive")).toBe(0);
  const { sslEnabled, caUrl } = emulator().control.instance(emulator().instances[0]?.id ?? "");
  expect(sslEnabled).toBe(true);
  expect((await stack.outputs()).caUrl).toBe(caUrl);
});

test("the quickstart's program works with the README's variables too, and the README's commands find and repair drift", async () => {
  stack = await readmeStack();
  const inEnvironment = exportCommand?.code ?? "exit 1";
  expect(await bash(stack, `${inEnvironment}\npulumi up --yes --skip-preview --non-interactive`)).toBe(0);
  const id = emulator().instances[0]?.id ?? "";
  const [detect = "", repair = ""] = (driftCommands?.code ?? "").trim().split("\n");

  expect(await bash(stack, `${inEnvironment}\n${detect}`)).toBe(0);
  await emulator().control.changeInstance(id, { sslEnabled: false });
  expect(await bash(stack, `${inEnvironment}\n${detect}`)).toBe(7);
  expect(await bash(stack, `${inEnvironment}\n${repair.replace("--refresh", "--refresh --yes")}`)).toBe(0);
  expect(emulator().control.instance(id).sslEnabled).toBe(true);
});
