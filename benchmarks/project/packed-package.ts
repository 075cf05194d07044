import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const repository = resolve(__dirname, "..", "..");

/** The package as a user installs it: packed and unpacked again into a folder of its own. */
export class PackedPackage {
  private readonly folder = mkdtempSync(join(tmpdir(), "bench-package-"));

  constructor() {
    // Without scripts: the package was built when the benchmarks were started.
    const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", this.folder];
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const output = execFileSync(npm, pack, { cwd: repository, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const [{ filename }] = JSON.parse(output) as [{ filename: string }];
    execFileSync("tar", ["-xzf", join(this.folder, filename), "-C", this.folder]);
  }

  /** Puts it where a package manager would. */
  installInto(projectDir: string): void {
    const place = join(projectDir, "node_modules", "pulumi-tencentcloud-postgres-ssl");
    mkdirSync(place, { recursive: true });
    cpSync(join(this.folder, "package"), place, { recursive: true });
  }

  /** Copies the compiled sources, for a program that has them as its own. */
  copySourcesTo(folder: string): void {
    cpSync(join(this.folder, "package", "dist"), folder, { recursive: true });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
