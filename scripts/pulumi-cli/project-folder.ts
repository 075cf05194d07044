import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

const repository = resolve(__dirname, "..", "..");

/** The packages that a program in a folder of its own finds under their names, and where they lie. */
const linkedPackages: Readonly<Record<string, string>> = {
  "@pulumi": join(repository, "node_modules", "@pulumi"),
  "@types": join(repository, "node_modules", "@types"),
  typescript: join(repository, "node_modules", "typescript"),
  "pulumi-tencentcloud-postgres-ssl": repository,
  "tencentdb-postgres-emulator": join(repository, "emulator"),
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
