import { readFileSync } from "node:fs";

/** The system account that a server runs as. */
export interface ServerAccount {
  uid: number;
  gid: number;
}

/**
 * The account that servers must run as, because PostgreSQL refuses to run as root; undefined when this process's own
 * account will do.
 *
 * @throws Error when this process is root and the system has neither `postgres` nor `nobody`.
 */
export function serverAccount(): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = accounts.find((fields) => fields[0] === name) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    "PostgreSQL refuses to run as root, and this system has no account `postgres` or `nobody` to run it as. " +
      "Start the emulator as another user, or add one of the two accounts.",
  );
}
