/**
 * `npm run release -- --dry-run`: fills `reports/release` with all that a release consists of, checked: the packages, the
 * plugin's archives, the notices of third parties, the sums of these files, and what Pulumi's Registry wants to have.
 *
 * It publishes nothing. The release workflow does, from this folder, with `release/publish.sh`: the registry wants to know which
 * commit and which run a version comes from.
 */
import { mkdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { checkTarball } from "./release/check-tarball";
import { writeChecksums } from "./release/checksums";
import { packPackages } from "./release/packages";
import { packPlugins } from "./release/plugins";
import { writeRegistryFiles } from "./release/pulumi-registry";
import { repository } from "./release/run";

const out = join(repository, "reports", "release");

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { "dry-run": { type: "boolean", default: false } } });
  if (!values["dry-run"]) {
    throw new Error("only the release workflow publishes; here, `npm run release -- --dry-run` shows what it would do");
  }
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });

  const { tarballs, leftOut } = packPackages(out);
  const [provider] = tarballs;
  if (provider === undefined) throw new Error("The provider's package is private.");
  for (const tarball of tarballs) checkTarball(tarball);
  await packPlugins(out, provider);
  const attached = writeChecksums(out);
  writeRegistryFiles(join(out, "registry"), provider.version);

  for (const name of leftOut) say(`${name} is private, and not published.`);
  for (const { name, version, files, bytes } of tarballs) {
    say(`would publish ${name}@${version}, ${files} files, ${Math.ceil(bytes / 1000)} kB`);
  }
  for (const name of [...attached, "SHA256SUMS"]) say(`would attach ${name}`);
  say(`All of it, and what Pulumi's Registry wants to have, is in ${relative(process.cwd(), out)}.`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
