import { type EngineEvent, LocalWorkspace, Stack } from "@pulumi/pulumi/automation";
import { differenceOf } from "./difference";
import type { Drift, StackReport } from "./report";

/**
 * Checks every stack of the projects in these folders, some at a time. Changes neither their states nor the cloud.
 *
 * A folder without a stack gets a failed report of its own: nothing was checked there, which is not the same as "no drift".
 */
export async function checkProjects(folders: readonly string[], parallel: number): Promise<StackReport[]> {
  const found = (await Promise.all(folders.map(stacksOf))).flat();
  const reports: StackReport[] = [];
  const waiting = found.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of waiting) reports[index] = "outcome" in item ? item : await checkStack(item);
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return reports;
}

async function stacksOf(workDir: string): Promise<(Stack | StackReport)[]> {
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

/** The errors that the engine printed, each once, without the one that only says that the preview failed. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const lines = [...text.matchAll(/error: (.+)$/gm)].map(([, line = ""]) => line.trim());
  const reasons = [...new Set(lines)].filter((line) => line !== "preview failed");
  return reasons.length > 0 ? reasons.join("; ") : text;
}
