/**
 * `npm run changeset -- ARGS`: runs changesets for the package at the root of the repository.
 *
 * Where there are workspaces, changesets leaves their root out, and here the root is the package. So it works on a view of
 * the repository without them, and what it changes is taken over.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const repository = join(__dirname, "..");
const manifest = "package.json";
const changelog = "CHANGELOG.md";
const schema = join(repository, "plugin", "schema.json");

interface Manifest {
  version: string;
  workspaces?: readonly string[];
}

function run(args: readonly string[]): number {
  const view = mkdtempSync(join(tmpdir(), "changeset-"));
  try {
    show(view);
    const cli = join(repository, "node_modules", "@changesets", "cli", "bin.js");
    const { status } = spawnSync(process.execPath, [cli, ...args], { cwd: view, stdio: "inherit" });
    if (status === 0) takeOver(view);
    return status ?? 1;
  } finally {
    rmSync(view, { recursive: true, force: true });
  }
}

function show(view: string): void {
  const { workspaces: _, ...alone } = readManifest(repository);
  writeManifest(view, alone);
  for (const name of [".changeset", ".git", "node_modules"]) symlinkSync(join(repository, name), join(view, name));
  if (existsSync(join(repository, changelog))) cpSync(join(repository, changelog), join(view, changelog));
}

function takeOver(view: string): void {
  const { version } = readManifest(view);
  writeManifest(repository, { ...readManifest(repository), version });
  // The provider plugin and the SDKs made from its schema have the package's version.
  writeFileSync(schema, readFileSync(schema, "utf8").replace(/"version": "[^"]*"/, `"version": "${version}"`));
  if (existsSync(join(view, changelog))) cpSync(join(view, changelog), join(repository, changelog));
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, manifest), "utf8")) as Manifest;
}

function writeManifest(folder: string, content: Manifest): void {
  writeFileSync(join(folder, manifest), `${JSON.stringify(content, undefined, 2)}\n`);
}

process.exitCode = run(process.argv.slice(2));
