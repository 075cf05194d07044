import { mkdirSync, symlinkSync } from "node:fs";
import { dirname } from "node:path";

/** Puts a link to a file or folder at a path, whose folders need not be there: so a package is installed without a package manager. */
export function linkTo(path: string, target: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, "junction");
}
