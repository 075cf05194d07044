import type { Emulator } from "../../emulator/src";
import { createStack, type ExportedResource } from "../../scripts/pulumi-cli";
import { cloudEnvironment } from "./emulated-cloud";
import type { UserProject } from "./user-project";

/** An instance's setting as the cloud has it. */
interface CloudSide {
  readonly sslEnabled: boolean;
  readonly connectAddress: string;
  /** Changes that the cloud accepted so far. */
  readonly modifies: number;
}

/** What happened to an instance from `pulumi up` to `pulumi destroy`. */
export interface SslLife {
  readonly afterUp: CloudSide;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The serialised provider, in bytes. */
  readonly providerBytes: number;
  /** The resource in the state without its CA certificate, as compact JSON in bytes. */
  readonly stateBytes: number;
  readonly afterDestroy: CloudSide;
}

/** The instance that a life is about. */
export interface Subject {
  readonly emulator: Emulator;
  readonly id: string;
  readonly connectAddress: string;
}

/** The instance with this number, counted from 1, and its private address. */
export function subject(emulator: Emulator, number: number): Subject {
  const { id, addresses } = emulator.instances[number - 1] ?? { id: "", addresses: [] };
  return { emulator, id, connectAddress: addresses[0] ?? "" };
}

/**
 * Runs `up`, `refresh` and `destroy` on a project that declares the instance of its config.
 *
 * @throws when a command fails, or the refresh sees something else than what `up` left.
 */
export async function liveOnce(
  { projectDir, env }: UserProject,
  { emulator, id, connectAddress }: Subject,
  stackName = "test",
): Promise<SslLife> {
  const stack = await createStack({
    projectDir,
    inPlace: true,
    stackName,
    config: { dbInstanceId: id, connectAddress },
    env: { ...cloudEnvironment(emulator), ...env },
  });
  try {
    await stack.mustRun(["up", "--yes", "--skip-preview"]);
    const afterUp = cloudSide(emulator, id);
    const outputs = await stack.outputs();
    const sizes = sizesOf((await stack.export()).deployment.resources?.find((resource) => resource.id === id));
    // Both run the text in the state, and neither runs the program.
    await stack.mustRun(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
    await stack.mustRun(["destroy", "--yes", "--skip-preview"]);
    return { afterUp, outputs, ...sizes, afterDestroy: cloudSide(emulator, id) };
  } finally {
    stack.remove();
  }
}

/** An instance's setting, asked of the cloud. */
export function cloudSide(emulator: Emulator, id: string): CloudSide {
  const { sslEnabled, connectAddress, modifies } = emulator.control.instance(id);
  return { sslEnabled, connectAddress, modifies };
}

function sizesOf(resource: ExportedResource | undefined): Pick<SslLife, "providerBytes" | "stateBytes"> {
  const { caCertificate, ...outputs } = resource?.outputs ?? {};
  return {
    providerBytes: Buffer.byteLength(String(outputs.__provider)),
    stateBytes: Buffer.byteLength(JSON.stringify({ ...resource, outputs })),
  };
}
