import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import type { Caller } from "./raw-client";

export const repositoryFolder = join(__dirname, "..", "..");
export const bin = join(repositoryFolder, "emulator", "bin", "tencentdb-postgres-emulator.js");

/** What an emulator prints when it is ready. */
export interface ReadyLine extends Caller {
  readonly instances: readonly { readonly id: string; readonly addresses: readonly string[] }[];
}

/** Starts a program, with what it prints in pipes. */
export function run(program: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, ...environment };
  return spawn(program, args, { cwd: repositoryFolder, stdio: ["ignore", "pipe", "pipe"], env });
}

/** Runs the emulator's command to its end. @param started called with a way to press Ctrl-C */
export async function outcome(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  started: (interrupt: () => void) => void = () => undefined,
) {
  const child = run(process.execPath, [bin, ...args], environment);
  started(() => child.kill("SIGINT"));
  const ended = once(child, "close") as Promise<[number]>;
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: (await ended)[0], stdout, stderr };
}

/** The first line that a program prints. */
export async function firstLine(child: ChildProcess, from: "stdout" | "stderr" = "stdout"): Promise<string> {
  const [line] = (await once(createInterface({ input: child[from] as NodeJS.ReadableStream }), "line")) as [string];
  return line;
}

export function isListening({ host, port }: { readonly host: string; readonly port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => resolve(true)).on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });
}
