import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type EngineEvent, LocalWorkspace, Stack } from "@pulumi/pulumi/automation";
import { differenceOf } from "./difference";
import { inParallel } from "./in-parallel";
import { reasonOf } from "./reason";
import type { Drift, StackReport } from "./report";

/**
 * Checks every stack of the projects in these folders, some at a time. Changes neither their states nor the cloud.
 *
 * A folder without a stack gets a failed report of its own: nothing was checked there, which is not the same as "no drift".
 */
export async function checkProjects(folders: readonly string[], parallel: number): Promise<StackReport[]> {
  const found = (await Promise.all(folders.map(stacksOf))).flat();
  return inParallel(found, parallel, async (item) => ("outcome" in item ? item : checkStack(item)));
}

/** The stacks of a project, or a report of why there are none to check. */
export async function stacksOf(workDir: string): Promise<(Stack | StackReport)[]> {
  const failed = (error: string): StackReport[] => [
    { project: workDir, stack: "", outcome: "failed", drifts: [], error },
  ];
  try {
    const workspace = await LocalWorkspace.create({ workDir });
    // Each command names its stack, so none has to be selected. Selecting one would change the stack that the next bare
    // `pulumi up` of the user works on.
    workspace.selectStack = () => Promise.resolve();
    const names = (await workspace.listStacks()).map(({ name }) => name);
    const stacks = await Promise.all(names.map((name) => Stack.select(name, workspace)));
    return stacks.length > 0 ? stacks : failed("it has no stack in this backend");
  } catch (error) {
    return failed(reasonOf(error));
  }
}

/** The two forms of the resource. */
const TYPES = [
  "pulumi-nodejs:dynamic/tencentcloud-postgres:InstanceSslConfig",
  "tencentcloud-postgres-ssl:index:InstanceSslConfig",
];

interface StateResource {
  readonly type: string;
  readonly id?: string;
  readonly external?: boolean;
  readonly delete?: boolean;
  readonly outputs?: { readonly region?: unknown };
}

/** The databases that a stack declares, by its state. Secrets stay encrypted. A region that is secret is left out. */
export async function declaredIn(stack: Stack): Promise<{ readonly id: string; readonly region?: string }[]> {
  // `Stack.exportStack` would decrypt all secrets.
  const { pulumiCommand, workDir: cwd } = stack.workspace;
  const args = ["stack", "export", "--stack", stack.name];
  const { stdout } = await promisify(execFile)(pulumiCommand.command, args, { cwd, maxBuffer: Infinity });
  const { deployment } = JSON.parse(stdout) as { deployment: { resources?: readonly StateResource[] } };
  return (deployment.resources ?? []).flatMap(({ type, id, external, delete: leaving, outputs }) => {
    // One that a program only reads, or that waits for its deletion, is not declared.
    if (id === undefined || !TYPES.includes(type) || external || leaving) return [];
    return [typeof outputs?.region === "string" ? { id, region: outputs.region } : { id }];
  });
}

async function checkStack(stack: Stack): Promise<StackReport> {
  const { name: project } = await stack.workspace.projectSettings();
  const about = { project, stack: stack.name };
  const drifts: Drift[] = [];
  try {
    await stack.previewRefresh({ onEvent: (event) => drifts.push(...driftIn(event)) });
    return { ...about, outcome: drifts.length > 0 ? "drifted" : "clean", drifts };
  } catch (error) {
    return { ...about, outcome: "failed", drifts, error: reasonOf(error) };
  }
}

/** For each resource, a refresh reports `same`, `update`, or, if it is gone, `delete`. */
function driftIn({ resOutputsEvent }: EngineEvent): Drift[] {
  if (!resOutputsEvent) return [];
  const { op, urn, old, new: found, diffs = [] } = resOutputsEvent.metadata;
  const resource = urn.slice(urn.lastIndexOf("::") + 2);
  if (op === "delete") return [{ resource, difference: "is gone" }];
  if (op !== "update") return [];
  return [{ resource, difference: differenceOf(old?.inputs ?? {}, found?.inputs ?? {}, diffs) }];
}
