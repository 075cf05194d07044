import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { pulumiVersion } from "./version";

/** The environment variable that names another cache folder. */
export const cacheFolderVariable = "PULUMI_CLI_CACHE";

/** The folder outside the tree that keeps the installed or built CLI between checkouts. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const named = env[cacheFolderVariable];
  return named ? resolve(named) : join(userCacheFolder(env), "pulumi-tencentcloud-postgres-ssl");
}

/** The folder that holds the CLI's programs, one for each version. */
export function cachedCliFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(cacheFolder(env), `pulumi-${pulumiVersion}`);
}

function userCacheFolder(env: NodeJS.ProcessEnv): string {
  const xdg = env.XDG_CACHE_HOME;
  // The XDG specification says to ignore a relative path.
  if (xdg && isAbsolute(xdg)) return xdg;
  if (process.platform === "win32" && env.LOCALAPPDATA) return env.LOCALAPPDATA;
  return process.platform === "darwin" ? join(homedir(), "Library", "Caches") : join(homedir(), ".cache");
}
