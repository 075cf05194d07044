import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { create } from "tar";
import { bundlePlugin } from "./bundle";
import { packagesOf, thirdPartyNotices } from "./third-party-notices";

const executable = "pulumi-resource-tencentcloud-postgres-ssl";
const notices = "THIRD-PARTY-NOTICES.txt";

// As Pulumi names them in the archives that it asks a server for.
const systems = ["linux", "darwin", "windows"] as const;
const architectures = ["amd64", "arm64"] as const;

/**
 * Writes the archives of the plugin that `pulumi plugin install --server` and `pluginDownloadURL` ask for, one for each
 * system, and beside them the notices of third parties. They all contain the same bundle. To run one, you need only Node.js.
 *
 * @param repository - with the compiled plugin
 * @returns the paths of the archives
 */
export async function writePluginPackages(repository: string, folder: string): Promise<string[]> {
  const contents = mkdtempSync(join(tmpdir(), "plugin-package-"));
  try {
    const bundled = await bundlePlugin(repository, join(contents, "plugin.js"));
    writeFileSync(join(contents, notices), thirdPartyNotices(packagesOf(bundled)));
    writeFileSync(join(contents, executable), '#!/usr/bin/env node\nrequire("./plugin.js");\n');
    chmodSync(join(contents, executable), 0o755);
    copyFileSync(join(repository, "plugin", `${executable}.cmd`), join(contents, `${executable}.cmd`));
    copyFileSync(join(repository, "LICENSE"), join(contents, "LICENSE"));
    mkdirSync(folder, { recursive: true });
    copyFileSync(join(contents, notices), join(folder, notices));
    const version = versionOf(repository);
    const names = systems.flatMap((system) =>
      architectures.map((architecture) => `${executable}-v${version}-${system}-${architecture}.tar.gz`),
    );
    return await Promise.all(names.map((name) => pack(contents, join(folder, name))));
  } finally {
    rmSync(contents, { recursive: true, force: true });
  }
}

async function pack(contents: string, archive: string): Promise<string> {
  const files = ["LICENSE", notices, executable, "plugin.js"];
  if (archive.includes("-windows-")) files.push(`${executable}.cmd`);
  // The same files give the same archive on every machine and at every time.
  await create({ file: archive, cwd: contents, gzip: true, portable: true, mtime: new Date(0) }, files.sort());
  return archive;
}

function versionOf(repository: string): string {
  return (JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as { version: string }).version;
}
