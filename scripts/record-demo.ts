/** `npm run demo:record`: runs the demo, and makes the README's picture of it. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { highlights } from "./demo/highlights";
import { terminalPicture } from "./demo/terminal-picture";

const PICTURE = join(__dirname, "..", "docs", "demo.svg");

const demo = spawnSync(process.execPath, ["--import", "tsx", join(__dirname, "demo.ts")], {
  encoding: "utf8",
  stdio: ["ignore", "pipe", "inherit"],
});
process.stdout.write(demo.stdout);
if (demo.status === 0)
  writeFileSync(PICTURE, terminalPicture("npm run demo", ["$ npm run demo", ...highlights(demo.stdout)]));
process.exitCode = demo.status ?? 1;
