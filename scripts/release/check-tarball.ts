import { join } from "node:path";
import type { Tarball } from "./packages";
import { repository, run } from "./run";

/** Lets publint and are-the-types-wrong check a tarball as its users will get it. @throws with their findings */
export function checkTarball({ path }: Tarball): void {
  tool("publint", "src/cli.js", ["run", "--strict", path]);
  // Module resolution from before Node.js 12 ignores "exports", and no supported version uses it.
  tool("@arethetypeswrong/cli", "dist/index.js", [path, "--profile=node16", "--no-color"]);
}

function tool(name: string, program: string, args: readonly string[]): void {
  run(process.execPath, [join(repository, "node_modules", name, program), ...args]);
}
