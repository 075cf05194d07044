import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createStack, type Stack } from "../../scripts/pulumi-cli";
import type { Instance } from "../cloud-process";
import type { PackedPackage } from "./packed-package";
import type { Program } from "./programs";

const repository = resolve(__dirname, "..", "..");

/** How a project finds the plugin in the package that it has installed. */
const PLUGIN_FROM_PACKAGE = `plugins:
  providers:
    - name: tencentcloud-postgres-ssl
      path: node_modules/pulumi-tencentcloud-postgres-ssl/plugin
`;

interface PackageJson {
  readonly dependencies: Readonly<Record<string, string>>;
}

export interface FleetProjectOptions {
  readonly program: Program;
  readonly instances: readonly Instance[];
  readonly env: Readonly<Record<string, string>>;
  readonly ourPackage: PackedPackage;
}

/** A Pulumi project in a folder of its own, with our package installed as a user's is, and its stack. */
export class FleetProject {
  private constructor(
    readonly folder: string,
    readonly stack: Stack,
  ) {}

  static async create({ program, instances, env, ourPackage }: FleetProjectOptions): Promise<FleetProject> {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "bench-project-")));
    linkDependencies(folder);
    ourPackage.installInto(folder);
    if (program.copiesOurs !== undefined) ourPackage.copySourcesTo(join(folder, program.copiesOurs));
    const files = {
      "Pulumi.yaml": `name: fleet\nruntime: nodejs\n${program.usesPlugin ? PLUGIN_FROM_PACKAGE : ""}`,
      "package.json": JSON.stringify({ name: "fleet", private: true, main: "index.js" }),
      "index.js": program.source,
      "fleet.json": JSON.stringify(instances),
      ...Object.fromEntries(
        Object.entries(program.packages ?? {}).flatMap(([name, source]) => [
          [`node_modules/${name}/index.js`, source],
          [`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" })],
        ]),
      ),
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return new FleetProject(folder, await createStack({ projectDir: folder, inPlace: true, env }));
  }

  remove(): void {
    this.stack.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What our package and the program depend on, as an installation would have put it beside them. */
function linkDependencies(folder: string): void {
  const modules = join(folder, "node_modules");
  mkdirSync(modules);
  const { dependencies } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as PackageJson;
  for (const name of ["@pulumi", "typescript", ...Object.keys(dependencies)]) {
    symlinkSync(join(repository, "node_modules", name), join(modules, name), "junction");
  }
}
