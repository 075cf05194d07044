import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

const repository = resolve(__dirname, "..", "..");

/** What a program in a folder of its own finds in its node_modules, and where it lies. */
const linkedPackages: Readonly<Record<string, string>> = {
  "@pulumi": join(repository, "node_modules", "@pulumi"),
  "@types": join(repository, "node_modules", "@types"),
  typescript: join(repository, "node_modules", "typescript"),
  "tencentdb-postgres-emulator": join(repository, "emulator"),
  // Not the repository itself: the language host would look for plugins in all that is installed there, at every run.
  ...Object.fromEntries(
    ["package.json", "dist", "plugin"].map((part) => [
      join("pulumi-tencentcloud-postgres-ssl", part),
      join(repository, part),
    ]),
  ),
};

/** Of a project that may use both the dynamic provider and the provider plugin. */
const projectFile = `name: program
runtime: nodejs
plugins:
  providers:
    - name: tencentcloud-postgres-ssl
      path: node_modules/pulumi-tencentcloud-postgres-ssl/plugin
`;

/** Copies a Pulumi project, so that running it leaves nothing in the original, and links the packages it imports. */
export function copyProject(from: string, to: string): void {
  const leftOut = new Set(["node_modules", "dist"]);
  cpSync(from, to, {
    recursive: true,
    filter: (path) => resolve(path) === resolve(from) || !leftOut.has(basename(path)),
  });
  linkPackages(to);
}

/** Writes a Pulumi project whose program is this TypeScript source. */
export function writeProject(program: string, to: string): void {
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, "Pulumi.yaml"), projectFile);
  writeFileSync(join(to, "package.json"), JSON.stringify({ name: "program", private: true, main: "index.ts" }));
  writeProgram(program, to);
  linkPackages(to);
}

/** Replaces the program of a project that `writeProject` wrote. */
export function writeProgram(program: string, projectDir: string): void {
  writeFileSync(join(projectDir, "index.ts"), program);
}

function linkPackages(projectDir: string): void {
  for (const [name, target] of Object.entries(linkedPackages)) {
    const link = join(projectDir, "node_modules", name);
    if (!existsSync(target) || existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link, "junction");
  }
}
