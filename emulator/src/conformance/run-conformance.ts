import { assumptionRows, contractRows } from "./checks/rows";
import { text } from "./lab/findings";
import { judge, Lab, notTried, type Row, type Target, type Verdict } from "./lab/lab";
import type { Wire } from "./lab/question";
import { restore, takeTour } from "./lab/tour";

/** One row with what became of it. */
export interface Result extends Verdict, Omit<Row, "check"> {
  readonly kind: "assumption" | "contract" | "safety";
}

/** Who runs the checks. */
export interface Watcher {
  /** Told what is being done. */
  readonly say: (line: string) => void;
  /** Ends the run once the instance has its setting back. */
  readonly interruption: AbortSignal;
}

/**
 * Tries every assumption and every row of the contract. With `allowRestarts` the instance is changed and restarted, and
 * given back the setting that it had, whatever happens.
 *
 * @throws Error when the instance cannot be read, or the run was interrupted
 */
export async function runConformance(wire: Wire, target: Target, watcher: Watcher): Promise<Result[]> {
  const { say, interruption } = watcher;
  const lab = new Lab(wire, target, interruption);
  const original = await lab.sslConfig();
  if (original.code !== undefined) {
    throw new Error(`${target.instanceId} in ${target.region} cannot be read: ${original.code}: ${original.message}`);
  }
  const status = text((await lab.instance()).DBInstanceStatus);
  const results: Result[] = [];
  try {
    if (target.allowRestarts && status === "running") {
      say(`Changing ${target.instanceId}; its database restarts several times.`);
      lab.tour = await takeTour(lab);
    } else if (target.allowRestarts) {
      lab.tour = `the instance is ${status}, not running`;
    }
  } catch (error) {
    lab.tour = error instanceof Error ? error.message : String(error);
    say(`The changes were cut short: ${lab.tour}`);
  } finally {
    if (target.allowRestarts) results.push(await givenBack(lab, original.fields, say));
  }
  interruption.throwIfAborted();
  for (const { kind, rows } of [
    { kind: "assumption", rows: assumptionRows },
    { kind: "contract", rows: contractRows },
  ] as const) {
    for (const { check, ...row } of rows) results.push({ kind, ...row, ...(await tried(check, lab)) });
  }
  return results;
}

async function tried(check: Row["check"], lab: Lab): Promise<Verdict> {
  try {
    return await check(lab);
  } catch (error) {
    return notTried(error instanceof Error ? error.message : String(error));
  }
}

async function givenBack(
  lab: Lab,
  original: Parameters<typeof restore>[1],
  say: (line: string) => void,
): Promise<Result> {
  const { instanceId } = lab.target;
  const setting = original.SSLEnabled === true ? `on for ${text(original.ConnectAddress)}` : "off";
  const row = { kind: "safety", name: "instance", question: "Is the instance as it was?" } as const;
  const expected = `SSL is ${setting}.`;
  try {
    const isBack = await restore(lab, original);
    if (!isBack) say(`ATTENTION: SSL of ${instanceId} was ${setting} and is not now. Set it yourself.`);
    return { ...row, expected, ...judge(isBack, isBack ? `SSL is ${setting}` : "another setting") };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    say(`ATTENTION: SSL of ${instanceId} was ${setting} and could not be set again: ${why} Set it yourself.`);
    return { ...row, expected, ...judge(false, why) };
  }
}

const indent = " ".repeat(11);

/** The results as a table for people, and in the end how many of each kind there are. */
export function table(results: readonly Result[]): string {
  const rows = results.map(({ verdict, name, question, expected, seen }) =>
    [
      `${verdict.padEnd(indent.length)}${name}`,
      `${indent}question  ${question}`,
      `${indent}expected  ${expected}`,
      `${indent}seen      ${seen.replaceAll("\n", " ")}`,
    ].join("\n"),
  );
  return `${rows.join("\n\n")}\n\n${summary(results)}\n`;
}

/** Such as `61 hold, 1 differ, 3 not tried`. */
export function summary(results: readonly Result[]): string {
  const count = (verdict: Result["verdict"]) => results.filter((result) => result.verdict === verdict).length;
  return `${count("holds")} hold, ${count("differs")} differ, ${count("not tried")} not tried`;
}

/** 0 when nothing differs, else 1. What was not tried is no difference. */
export function exitCode(results: readonly Result[]): number {
  return results.some(({ verdict }) => verdict === "differs") ? 1 : 0;
}
