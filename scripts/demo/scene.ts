import { createStack, type Stack } from "../pulumi-cli/index";
import { join } from "node:path";
import { type Control, type InstanceView, startEmulator } from "tencentdb-postgres-emulator";
import { check } from "./check";

/** Everything that the steps of the demo act on. */
export interface Scene {
  /** What the cloud's console would show, and its switches. */
  readonly console: Control;
  readonly stack: Stack;
  readonly instanceId: string;
  readonly addresses: readonly [string, string];
  /** Runs `pulumi ARGS`, shows what it prints, and fails unless it ends with `exitCode`. */
  pulumi(args: readonly string[], exitCode?: number): Promise<string>;
  instance(): InstanceView;
  close(): Promise<void>;
}

/** Starts a local cloud with one instance and a real PostgreSQL, and a stack of the quickstart that talks to it. */
export async function openScene(): Promise<Scene> {
  const emulator = await startEmulator({ instances: 1, servers: 1, taskSeconds: 4 });
  const [instance] = emulator.instances;
  const [privateAddress = "", publicAddress = privateAddress] = instance?.addresses ?? [];
  const instanceId = instance?.id ?? "";
  try {
    const stack = await createStack({
      projectDir: join(__dirname, "..", "..", "examples", "quickstart"),
      stackName: "demo",
      config: { dbInstanceId: instanceId, connectAddress: privateAddress, "tencentcloud:region": emulator.region },
      env: {
        TENCENTCLOUD_POSTGRES_ENDPOINT: emulator.endpoint,
        TENCENTCLOUD_SECRET_ID: emulator.secretId,
        TENCENTCLOUD_SECRET_KEY: emulator.secretKey,
      },
    });
    return {
      console: emulator.control,
      stack,
      instanceId,
      addresses: [privateAddress, publicAddress],
      pulumi: (args, exitCode = 0) => runPulumi(stack, args, exitCode),
      instance: () => emulator.control.instance(instanceId),
      close: async () => {
        stack.remove();
        await emulator.close();
      },
    };
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

async function runPulumi(stack: Stack, args: readonly string[], exitCode: number): Promise<string> {
  console.log(`  $ pulumi ${args.join(" ")}`);
  const result = await stack.run(args, { onLine: show });
  check(result.exitCode === exitCode, `pulumi ends with exit code ${exitCode}, but it was ${result.exitCode}`);
  return result.output;
}

/** Without a terminal the CLI writes a line of dots while it works; the rest is what a user sees. */
function show(line: string): void {
  if (line.trim() !== "" && !line.startsWith("@ ")) console.log(`  | ${line}`);
}
