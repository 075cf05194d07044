import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findProgram, foldersOnPath } from "../../../scripts/pulumi-cli/executable";

/** A machine of its own: a folder for programs on PATH, and one for the cache. */
export interface FakeMachine {
  readonly root: string;
  /** The only folder on PATH; it holds a shell's basic programs and node. */
  readonly bin: string;
  readonly cache: string;
  readonly env: NodeJS.ProcessEnv;
  /** What was said to the user. */
  readonly said: string[];
  readonly say: (line: string) => void;
  remove(): void;
}

/** Makes a machine without Pulumi and without Go. */
export function fakeMachine(): FakeMachine {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "fake-machine-")));
  const [bin, cache] = [join(root, "bin"), join(root, "cache")];
  mkdirSync(bin);
  for (const name of ["sh", "cat", "chmod", "cp", "curl", "env", "mkdir", "node", "sleep", "touch"]) {
    const program = findProgram(name, foldersOnPath(process.env));
    if (program) symlinkSync(program, join(bin, name));
  }
  const said: string[] = [];
  return {
    root,
    bin,
    cache,
    env: { PATH: bin, PULUMI_CLI_CACHE: cache, HOME: root },
    said,
    say: (line) => said.push(line),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Writes a program: a shell script with this body. */
export function writeProgram(path: string, body: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
}

/** Writes a CLI that says it is of this version, with the plugins that it needs beside it. */
export function writeFakeCli(folder: string, version: string, { official = true } = {}): void {
  writeProgram(join(folder, "pulumi"), `echo ${version}`);
  // An official release comes with the hosts of all languages.
  const hosts = official ? ["pulumi-language-nodejs", "pulumi-language-go"] : ["pulumi-language-nodejs"];
  for (const plugin of [...hosts, "pulumi-resource-pulumi-nodejs"]) writeProgram(join(folder, plugin), "exit 0");
}
