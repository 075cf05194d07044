import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Result } from "../../../emulator/src/conformance/run-conformance";
import { bin, run } from "../emulator-process";
import type { Caller } from "../raw-client";

/** What the command printed, and how it ended. */
export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A file for a recording, in a folder of its own. */
export function recordingFile(): string {
  return join(mkdtempSync(join(tmpdir(), "conformance-")), "recording.jsonl");
}

/** Runs the command of the package as a user would. @param started called with a way to press Ctrl-C */
export async function conformance(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  started: (interrupt: () => void) => void = () => undefined,
): Promise<Outcome> {
  const child = run(process.execPath, [bin, "conformance", ...args], environment);
  started(() => child.kill("SIGINT"));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { exitCode: await ended, stdout, stderr };
}

/** Runs the command against an instance of an emulator. */
export function conformanceOf(
  { endpoint, region, secretId, secretKey }: Caller,
  instance: string,
  more: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  started?: (interrupt: () => void) => void,
): Promise<Outcome> {
  const target = ["--endpoint", endpoint, "--region", region, "--instance", instance, "--poll-seconds", "0.07"];
  const record = more.includes("--record") ? [] : ["--record", recordingFile()];
  const keys = { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey };
  return conformance([...target, ...record, ...more], { ...keys, ...environment }, started);
}

/** The rows that the command printed as JSON. */
export function rowsOf({ stdout, stderr }: Outcome): readonly Result[] {
  if (stdout === "") throw new Error(stderr);
  return (JSON.parse(stdout) as { results: Result[] }).results;
}
