import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository, run } from "./run";

/** A package that is ready to be published. */
export interface Tarball {
  readonly name: string;
  readonly version: string;
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
}

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly scripts?: Readonly<Record<string, string>>;
}

/** The folders of the packages that users install. */
export const packageFolders = [".", "emulator"] as const;

export function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(repository, folder, "package.json"), "utf8")) as Manifest;
}

/** Packs every package that is not private, as it is built now. */
export function packPackages(out: string): { tarballs: Tarball[]; leftOut: string[] } {
  const isPrivate = (folder: string) => manifestOf(folder).private === true;
  return {
    tarballs: packageFolders.filter((folder) => !isPrivate(folder)).map((folder) => pack(folder, out)),
    leftOut: packageFolders.filter(isPrivate).map((folder) => manifestOf(folder).name),
  };
}

interface PackedFile {
  readonly filename: string;
  readonly name: string;
  readonly version: string;
  readonly entryCount: number;
  readonly size: number;
}

function pack(folder: string, out: string): Tarball {
  // Without scripts: `npm ci` has built the package, and a build now would replace files that others are using.
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", out, ...workspace(folder)];
  const [packed] = Object.values(JSON.parse(run("npm", args)) as Record<string, PackedFile> | PackedFile[]);
  if (!packed) throw new Error(`npm packed nothing in ${folder}.`);
  const { filename, name, version, entryCount, size } = packed;
  return { name, version, path: join(out, filename), files: entryCount, bytes: size };
}

function workspace(folder: string): string[] {
  return folder === "." ? [] : ["--workspace", folder];
}
