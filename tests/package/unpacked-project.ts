import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { linkTo } from "./link-to";
import { repository, unpack } from "./packed-package";
import type { UserProject } from "./user-project";
import { languages } from "./user-project/languages";

const packageName = "pulumi-tencentcloud-postgres-ssl";

/**
 * A project whose packages are put in place without a package manager, because that takes a while: this package unpacked
 * or linked, the others linked to the repository's.
 */
export class UnpackedProject implements UserProject {
  readonly env = {};

  constructor(readonly projectDir: string) {
    const { main, files } = languages.JavaScript;
    const manifest = { name: "program", private: true, main };
    mkdirSync(projectDir, { recursive: true });
    for (const [name, text] of Object.entries({
      ...files,
      "package.json": JSON.stringify(manifest),
      "Pulumi.yaml": "name: program\nruntime: nodejs\n",
    }))
      writeFileSync(join(projectDir, name), text);
    for (const name of ["@pulumi/pulumi", ...dependenciesOf(repository)])
      linkTo(join(projectDir, "node_modules", name), join(repository, "node_modules", name));
  }

  /** Where this package lies. */
  get packageDir(): string {
    return join(this.projectDir, "node_modules", packageName);
  }

  /** Puts the packed package in the place of what was there. */
  install(tarball: string): void {
    rmSync(this.packageDir, { recursive: true, force: true });
    unpack(tarball, this.packageDir);
  }

  /** Puts a link to the repository in the place of what was there, as `npm link` does. */
  linkToRepository(): void {
    rmSync(this.packageDir, { recursive: true, force: true });
    linkTo(this.packageDir, repository);
  }
}

function dependenciesOf(folder: string): string[] {
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  return Object.keys(dependencies);
}
