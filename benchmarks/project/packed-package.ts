import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const repository = resolve(__dirname, "..", "..");

/** The package as a user installs it: packed and unpacked again into a folder of its own. */
export class PackedPackage {
  private readonly folder = mkdtempSync(join(tmpdir(), "bench-package-"));

  /** Packs it, and removes it when the work is done. */
  static async use(work: (ourPackage: PackedPackage) => Promise<void>): Promise<void> {
    const ourPackage = new PackedPackage();
    try {
      await work(ourPackage);
    } finally {
      rmSync(ourPackage.folder, { recursive: true, force: true });
    }
  }

  private constructor() {
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

  /**
   * Copies the compiled sources, for a program that has them as its own. What Pulumi cannot write into a state gets a plain
   * name: private members, because each method is written down outside of its class, and members named by a symbol.
   */
  copySourcesTo(folder: string): void {
    cpSync(join(this.folder, "package", "dist"), folder, { recursive: true });
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".js")) continue;
      const path = join(folder, name);
      const source = readFileSync(path, "utf8");
      writeFileSync(
        path,
        source.replace(/#(?=[a-z]\w*\b)/g, "$private_").replace(/\[\w+\.inspect\.custom\]/g, "inspect"),
      );
    }
  }
}
