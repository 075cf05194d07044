import type { ExportedResource } from "../../scripts/pulumi-cli";
import { ProviderMemory } from "../provider-memory";
import type { FleetProject } from "../project/fleet-project";
import { type Verb, type VerbName, VERBS } from "./verbs";

/** One verb done to a whole fleet. */
export interface VerbRun {
  readonly verb: VerbName;
  readonly seconds: number;
  readonly peakMb: number | undefined;
  /** Bytes of each resource in the state, as compact JSON, after the verb. */
  readonly stateBytes: number;
  /** The same without the CA certificate, whose size is the cloud's. */
  readonly stateBytesWithoutCa: number;
}

/** What happens around a verb, outside of its time. */
export interface Around {
  readonly before?: (verb: VerbName) => Promise<void>;
  readonly after?: (run: VerbRun) => Promise<void>;
  /** The verb that is the last one. @default the last of all */
  readonly lastVerb?: string | undefined;
}

const TIMEOUT_SECONDS = 3600;

/** Types of resources of dynamic providers and of our plugin. */
const MEASURED = /^(pulumi-nodejs:dynamic|tencentcloud-postgres-ssl:)/;

/** Does the verbs to the fleet, one after the other. @throws when one of them fails, or none has the name of the last */
export async function runVerbs(project: FleetProject, parallel: number, around: Around = {}): Promise<void> {
  const last = VERBS.findIndex(({ name }) => name === (around.lastVerb ?? VERBS.at(-1)?.name));
  if (last === -1)
    throw new Error(`There is no verb "${around.lastVerb}": ${VERBS.map(({ name }) => name).join(", ")}.`);
  for (const verb of VERBS.slice(0, last + 1)) {
    await around.before?.(verb.name);
    const run = await runVerb(project, verb, parallel);
    await around.after?.({ ...run, verb: verb.name });
  }
}

/** Does one verb to the fleet. @throws when it fails */
export async function runVerb(
  { stack }: FleetProject,
  verb: Pick<Verb, "args">,
  parallel: number,
  onLine?: (line: string) => void,
): Promise<Omit<VerbRun, "verb">> {
  const command = stack.spawn([...verb.args, "--parallel", String(parallel)], { ...(onLine ? { onLine } : {}) });
  const memory = new ProviderMemory(command.child.pid ?? 0);
  const killLate = setTimeout(() => command.killEverything(), TIMEOUT_SECONDS * 1000);
  const { exitCode, output, seconds } = await command.done.finally(() => clearTimeout(killLate));
  const peakMb = memory.stop();
  if (exitCode !== 0)
    throw new Error(`\`pulumi ${verb.args.join(" ")}\` ended with ${exitCode}:\n${output.slice(-5000)}`);
  return { seconds, peakMb, ...(await bytesOfResources(stack)) };
}

async function bytesOfResources(
  stack: FleetProject["stack"],
): Promise<Pick<VerbRun, "stateBytes" | "stateBytesWithoutCa">> {
  const { deployment } = await stack.export();
  const resources = (deployment.resources ?? []).filter(({ type }) => MEASURED.test(type));
  const largest = (of: (resource: ExportedResource) => unknown) =>
    Math.max(0, ...resources.map((resource) => Buffer.byteLength(JSON.stringify(of(resource)))));
  return { stateBytes: largest((resource) => resource), stateBytesWithoutCa: largest(withoutCa) };
}

function withoutCa(resource: ExportedResource): unknown {
  return { ...resource, outputs: { ...resource.outputs, caCertificate: undefined } };
}
