import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Emulator } from "../../../emulator/src";
import type { Result } from "../../../emulator/src/conformance/run-conformance";

const bin = join(__dirname, "..", "..", "..", "emulator", "bin", "tencentdb-postgres-emulator.js");

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
  environment: Readonly<Record<string, string>> = {},
  started: (interrupt: () => void) => void = () => undefined,
): Promise<Outcome> {
  const child = spawn(process.execPath, [bin, "conformance", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  started(() => child.kill("SIGINT"));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { exitCode: await ended, stdout, stderr };
}

/** The options and keys that point the command at an emulator. */
export function pointedAt({
  endpoint,
  region,
  secretId,
  secretKey,
}: Omit<Emulator, "control" | "instances" | "reset" | "close">) {
  return {
    args: ["--endpoint", endpoint, "--region", region, "--poll-seconds", "0.07"],
    environment: { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey },
  };
}

/** The rows that the command printed as JSON. */
export function rowsOf({ stdout, stderr }: Outcome): readonly Result[] {
  if (stdout === "") throw new Error(stderr);
  return (JSON.parse(stdout) as { results: Result[] }).results;
}
