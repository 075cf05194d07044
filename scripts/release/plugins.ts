import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { manifestOf, type Tarball } from "./packages";
import { run } from "./run";

const platforms = ["darwin-amd64", "darwin-arm64", "linux-amd64", "linux-arm64", "windows-amd64", "windows-arm64"];

/**
 * The plugin's tarballs for every platform, under the names by which the Pulumi CLI asks a release for them; undefined while
 * there is no plugin.
 *
 * `npm run package:plugin -- FOLDER` makes them in that folder.
 *
 * @throws when one is missing
 */
export function packPlugins(out: string, [provider]: readonly Tarball[]): string[] | undefined {
  if (manifestOf(".").scripts?.["package:plugin"] === undefined || !provider) return undefined;
  const folder = join(out, "plugin");
  mkdirSync(folder);
  run("npm", ["run", "--silent", "package:plugin", "--", folder]);
  const names = platforms.map(
    (platform) => `pulumi-resource-tencentcloud-postgres-ssl-v${provider.version}-${platform}.tar.gz`,
  );
  const missing = names.filter((name) => !existsSync(join(folder, name)));
  if (missing.length > 0) throw new Error(`npm run package:plugin did not make ${missing.join(", ")}.`);
  return names;
}
