/**
 * `npm run changeset -- ARGS`: runs changesets for the packages that users install.
 *
 * In a repository with workspaces, changesets ignores the root, but here the root is a package. So it works on a view of the
 * repository in which both packages are workspaces, and its changes are copied back.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";

const repository = process.cwd();
/** Where each package lies, and where in the view. */
const packages = [
  { folder: ".", inView: "provider" },
  { folder: "emulator", inView: "emulator" },
];
const copied = ["package.json", "CHANGELOG.md"];
/** What starts with the version that users will find in the registry. */
const template = join(repository, "templates", "typescript", "package.json");
/** What the plugin says of itself, and what SDKs are generated from. */
const schema = join(repository, "plugin", "schema.json");

interface Manifest {
  name: string;
  version: string;
  workspaces?: readonly string[];
}

function run(args: readonly string[]): number {
  const view = mkdtempSync(join(tmpdir(), "changeset-"));
  try {
    show(view);
    const cli = resolve(__dirname, "..", "node_modules", "@changesets", "cli", "bin.js");
    const { status } = spawnSync(process.execPath, [cli, ...args], { cwd: view, stdio: "inherit" });
    if (status === 0) takeOver(view);
    return status ?? 1;
  } finally {
    rmSync(view, { recursive: true, force: true });
  }
}

function show(view: string): void {
  const workspaces = packages.map(({ inView }) => inView);
  writeManifest(view, { name: "repository", version: "0.0.0", private: true, workspaces } as Manifest);
  for (const name of [".changeset", ".git", "node_modules"]) symlinkSync(join(repository, name), join(view, name));
  for (const { folder, inView } of packages) {
    mkdirSync(join(view, inView));
    copy(join(repository, folder), join(view, inView));
    const { workspaces: _, ...alone } = readManifest(join(view, inView));
    writeManifest(join(view, inView), alone);
  }
}

function takeOver(view: string): void {
  for (const { folder, inView } of packages) {
    const { name, version } = readManifest(join(view, inView));
    const original = join(repository, folder);
    if (readManifest(original).version === version) continue;
    copy(join(view, inView), original, "CHANGELOG.md");
    writeManifest(original, { ...readManifest(original), version });
    replaceIn(template, new RegExp(`("${name}": ")[^"]+`), `$1^${version}`);
    if (folder === ".") replaceIn(schema, /^( {2}"version": ")[^"]+/m, `$1${version}`);
  }
}

function replaceIn(file: string, text: RegExp, by: string): void {
  writeFileSync(file, readFileSync(file, "utf8").replace(text, by));
}

function copy(from: string, to: string, ...names: readonly string[]): void {
  const wanted = names.length > 0 ? names : copied;
  for (const path of wanted.map((name) => join(from, name)).filter((file) => existsSync(file))) {
    cpSync(path, join(to, basename(path)));
  }
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

function writeManifest(folder: string, content: Manifest): void {
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(content, undefined, 2)}\n`);
}

process.exitCode = run(process.argv.slice(2));
