/**
 * `npm run release -- [--dry-run]`: packs what is built, checks the tarballs, says what is published, and publishes it.
 *
 * Publishing is for the release workflow: the registry wants to know which commit and which run a version comes from.
 */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkTarball } from "./release/check-tarball";
import { packPackages, type Tarball } from "./release/packages";
import { packPlugins } from "./release/plugins";
import { isPublished, publish } from "./release/registry";
import { repository } from "./release/run";

const out = join(repository, "reports", "release");

function main(): void {
  const { values } = parseArgs({ options: { "dry-run": { type: "boolean", default: false } } });
  const dryRun = values["dry-run"];
  if (!dryRun && process.env.GITHUB_ACTIONS !== "true") {
    throw new Error("only the release workflow publishes; here, `npm run release -- --dry-run` shows what it would do");
  }
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });

  const { tarballs, leftOut } = packPackages(out);
  const plugins = packPlugins(out, tarballs);
  for (const tarball of tarballs) checkTarball(tarball);

  for (const name of leftOut) say(`${name} is private, and not published.`);
  for (const tarball of tarballs) release(tarball, dryRun);
  if (plugins === undefined) say("There is no plugin to attach: package.json has no script package:plugin.");
  for (const plugin of plugins ?? []) say(`${dryRun ? "would attach" : "to attach"} ${plugin}`);
}

function release(tarball: Tarball, dryRun: boolean): void {
  const { name, version, files, bytes } = tarball;
  const what = `${name}@${version}, ${files} files, ${Math.ceil(bytes / 1000)} kB`;
  if (dryRun) {
    say(`would publish ${what}`);
    return;
  }
  // A run that failed halfway is run again.
  if (isPublished(tarball)) {
    say(`is published already: ${what}`);
    return;
  }
  publish(tarball);
  say(`published ${what}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
