import { join } from "node:path";
import type { Tarball } from "./packages";
import { repository, run } from "./run";

/** Lets publint and are-the-types-wrong look at a tarball as its users will get it. @throws with what they find */
export function checkTarball({ path }: Tarball): void {
  tool("publint", "src/cli.js", ["run", "--strict", path]);
  // Resolution as before Node.js 12 knows no "exports", and no supported version does it.
  tool("@arethetypeswrong/cli", "dist/index.js", [path, "--profile=node16", "--no-color"]);
}

function tool(name: string, program: string, args: readonly string[]): void {
  run(process.execPath, [join(repository, "node_modules", name, program), ...args]);
}
