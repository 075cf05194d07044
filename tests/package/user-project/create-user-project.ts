import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Combination } from "./combination";
import { type Language, languages } from "./languages";
import { type Layout, layouts } from "./layouts";
import { type Manager, managers } from "./package-managers";
import { pathWithNode } from "./node-version";
import { run } from "./run";

/** A Pulumi project in which the package is installed. */
export interface UserProject {
  /** The folder of Pulumi.yaml. */
  readonly projectDir: string;
  /** What `pulumi` needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** Writes a project as a user would and installs the packed package and what else it needs. */
export async function createUserProject(
  combination: Combination,
  tarball: string,
  folder: string,
): Promise<UserProject> {
  const language = languages[combination.language];
  const manager = managers[combination.manager];
  const layout = layouts[combination.layout];
  const dependencies = {
    "@pulumi/pulumi": combination.sdk ?? "3",
    "pulumi-tencentcloud-postgres-ssl": `file:${tarball}`,
    ...language.dependencies,
  };
  writeFiles(join(folder, layout.programFolder), {
    ...language.files,
    "package.json": JSON.stringify({
      name: "program",
      private: true,
      type: language.moduleType,
      main: language.main,
      dependencies,
    }),
  });
  writeFiles(join(folder, layout.projectFolder), { "Pulumi.yaml": pulumiProject(layout, language) });
  const installDir = join(folder, layout.installFolder);
  writeInstallRoot(installDir, layout, manager);

  const env = { PATH: await pathWithNode(combination.node) };
  const tell = async (args: readonly string[]) => {
    const [program, ...first] = manager.command;
    return run(program, [...first, ...args], { cwd: installDir, env: { ...installEnvironment(), ...env } });
  };
  await tell(manager.install);
  const nodeOptions = [
    ...(manager.nodeOptions ? [JSON.parse(await tell(manager.nodeOptions)) as string] : []),
    ...(language.preload ? [`--require ${join(folder, layout.programFolder, language.preload)}`] : []),
  ].join(" ");
  return {
    projectDir: join(folder, layout.projectFolder),
    env: { ...env, ...(nodeOptions === "" ? {} : { NODE_OPTIONS: nodeOptions }) },
  };
}

function pulumiProject({ programFolder, projectFolder }: Layout, { runtimeOptions = {} }: Language): string {
  const main = programFolder === projectFolder ? [] : [`main: ${programFolder}`];
  return ["name: program", `runtime: ${JSON.stringify({ name: "nodejs", options: runtimeOptions })}`, ...main, ""].join(
    "\n",
  );
}

function writeInstallRoot(installDir: string, { installFolder, programFolder }: Layout, manager: Manager): void {
  const members = installFolder === programFolder ? [] : [programFolder];
  writeFiles(installDir, manager.settings(members));
  if (members.length > 0)
    writeFiles(installDir, { "package.json": JSON.stringify({ name: "root", private: true, workspaces: members }) });
}

/** Yarn does not read .npmrc, so this passes on the registry that npm uses, if that is not the usual one. */
function installEnvironment(): NodeJS.ProcessEnv {
  const registry = process.env.npm_config_registry;
  return { ...process.env, ...(registry && { YARN_NPM_REGISTRY_SERVER: registry }) };
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
