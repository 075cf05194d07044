import { existsSync } from "node:fs";
import { join } from "node:path";
import { writePluginPackages } from "../plugin-packages/write-packages";
import type { Tarball } from "./packages";
import { repository } from "./run";

const platforms = ["darwin-amd64", "darwin-arm64", "linux-amd64", "linux-arm64", "windows-amd64", "windows-arm64"];

/**
 * Packs the plugin, as it is built now, for every platform, under the names by which the Pulumi CLI asks a release for them.
 *
 * @throws when one is missing
 */
export async function packPlugins(out: string, provider: Tarball): Promise<void> {
  await writePluginPackages(repository, out);
  const names = platforms.map(
    (platform) => `pulumi-resource-tencentcloud-postgres-ssl-v${provider.version}-${platform}.tar.gz`,
  );
  const missing = names.filter((name) => !existsSync(join(out, name)));
  if (missing.length > 0) throw new Error(`There is no ${missing.join(", ")}.`);
}
