import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type BuildOptions } from "esbuild";
import type { Emulator } from "../../emulator/src";
import { startEmulatedCloud } from "./emulated-cloud";
import { expectWholeLife } from "./expectations";
import { liveOnce, subject } from "./ssl-life";
import { temporaryFolder } from "./temporary-folder";
import { UnpackedProject } from "./unpacked-project";
import { languages } from "./user-project/languages";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulatedCloud();
});
afterAll(async () => emulator.close());

/** CommonJS packages in an ES module need a `require`, which is then a variable of the bundle. */
const banner = { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' };

test.each<[string, number, BuildOptions]>([
  ["a CommonJS bundle", 1, { format: "cjs", outfile: "bundle.cjs" }],
  ["an ES module bundle", 2, { format: "esm", outfile: "bundle.mjs", banner }],
])(
  "a program in %s turns SSL on, refreshes and turns it off, with the package installed beside it",
  async (_, number, options) => {
    const project = new UnpackedProject(temporaryFolder());
    project.linkToRepository();
    const { projectDir } = project;
    const outfile = join(projectDir, options.outfile ?? "");
    const external = ["@pulumi/pulumi"];
    const { files } = languages[options.format === "esm" ? "JavaScript as ES module" : "JavaScript"];
    for (const [name, text] of Object.entries(files)) writeFileSync(join(projectDir, name), text);
    const entryPoints = [join(projectDir, "index.js")];
    await build({ ...options, entryPoints, outfile, external, bundle: true, platform: "node", preserveSymlinks: true });
    const type = options.format === "esm" ? "module" : "commonjs";
    const manifest = { name: "program", private: true, type, main: options.outfile };
    writeFileSync(join(projectDir, "package.json"), JSON.stringify(manifest));
    const instance = subject(emulator, number);

    const life = await liveOnce(project, instance);

    expectWholeLife(life, instance.connectAddress);
    expect(life.providerBytes).toBeLessThan(3000);
  },
);
