import type { Step } from "./scenario";

/** The arguments of the CLI for a step. With `json`, `preview` and `up` say which operations they foretell and do. */
export function commandLine({ verb, flags = {} }: Step, json: boolean): string[] {
  const changes = verb === "up" || verb === "preview";
  const names = (flag: string, list: readonly string[] = []) => list.flatMap((name) => [`--${flag}`, `**::${name}`]);
  // A resource under the component can only be made together with it, and one of the declared provider with that.
  const targets = flags.target && [...flags.target, "component", ...(changes ? ["explicit"] : [])];
  return [
    verb,
    ...(verb === "preview" ? [] : ["--yes"]),
    ...(verb !== "preview" && flags.previewFirst !== true ? ["--skip-preview"] : []),
    ...(flags.refresh ? ["--refresh"] : []),
    ...(flags.runProgram ? ["--run-program"] : []),
    ...(flags.continueOnError && verb !== "preview" ? ["--continue-on-error"] : []),
    ...names("target", targets),
    ...names("exclude", flags.exclude),
    ...(changes ? names("replace", flags.replace) : []),
    ...(json ? ["--json"] : []),
  ];
}

/** What is compared. A preview tells of the two halves of a replacement only as one. */
const OPERATIONS = new Set<unknown>(["create", "update", "delete", "replace"]);

/** The operations on resources of ours, as `preview --json` or `up --json` tells of them: one line each, sorted. */
export function operations(stdout: string): string[] {
  const told = stepsIn(stdout)
    .filter(({ op, urn }) => OPERATIONS.has(op) && String(urn).includes("InstanceSslConfig::"))
    .map(({ op, urn }) => `${String(op)} ${String(urn)}`);
  return [...new Set(told)].sort();
}

interface ToldStep {
  readonly op?: unknown;
  readonly urn?: unknown;
}

/** `preview` prints one object with all steps, `up` an event a line. */
function stepsIn(stdout: string): ToldStep[] {
  try {
    const { steps = [] } = JSON.parse(stdout) as { steps?: ToldStep[] };
    return steps;
  } catch {
    const lines = stdout.split("\n").filter((line) => line.includes('"resourcePreEvent"'));
    const events = lines.map((line) => JSON.parse(line) as { resourcePreEvent: { metadata: ToldStep } });
    return events.map((event) => event.resourcePreEvent.metadata);
  }
}
