import { createHash } from "node:crypto";
import {
  appendFileSync,
  closeSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/** What another provider process of the same engine has written since the last look. */
export interface News {
  /** The file's name, which no other process has. */
  readonly name: string;
  readonly pid: number;
  /** Whether these are all of its lines: it is new here, or was written anew. */
  readonly isWhole: boolean;
  readonly lines: readonly string[];
}

const PRIVATE = 0o700;
const FOR_OTHERS = 0o077;

/**
 * A folder in which the provider processes of one engine leave a file each for the others. A file grows by lines, and is read on
 * from where the last look ended, so that a program with a thousand resources costs a thousand lines.
 *
 * A file counts only while the process that its name tells of runs: the engine ends its providers without asking, so files are
 * left over. The next run removes them.
 */
export class RunFolder {
  /** Ids of processes mean something within one namespace only; containers may share the folder. */
  private readonly scope = digest(namespace());
  private readonly ownName: string;
  private readonly ownLines: string[] = [];
  private ownBytes = 0;
  private readonly seen = new Map<string, { readonly inode: number; readonly bytes: number }>();
  private isSwept = false;

  /** @param engine - the engine's address */
  constructor(
    private readonly engine: string,
    private readonly path = join(tmpdir(), `pulumi-tencentcloud-postgres-ssl-${userInfo().uid}`),
  ) {
    this.ownName = `${this.scope}-${digest(engine)}-${process.pid}-${processStart(process.pid) ?? "0"}`;
  }

  /** Adds a line to this process's file. Throws where the folder cannot be used; then the next one writes both. */
  write(text: string): void {
    const line = `${text}\n`;
    this.ownLines.push(line);
    this.open();
    const path = join(this.path, this.ownName);
    if (this.ownBytes > 0 && statSync(path, { throwIfNoEntry: false })?.size === this.ownBytes) {
      appendFileSync(path, line);
      this.ownBytes += Buffer.byteLength(line);
      return;
    }
    const whole = this.ownLines.join("");
    writeFileSync(`${path}.new`, whole, { mode: 0o600 });
    renameSync(`${path}.new`, path);
    this.ownBytes = Buffer.byteLength(whole);
  }

  /** The news of the engine's other running processes. Throws where the folder cannot be used. */
  read(): News[] {
    this.open();
    const prefix = `${this.scope}-${digest(this.engine)}-`;
    const names = readdirSync(this.path).filter((name) => name.startsWith(prefix) && !name.endsWith(".new"));
    return names.flatMap((name) => (name === this.ownName || !isOfRunningProcess(name) ? [] : this.newsIn(name)));
  }

  private newsIn(name: string): News[] {
    const file = opened(join(this.path, name));
    if (file === undefined) return [];
    try {
      const { ino: inode, size } = fstatSync(file);
      const last = this.seen.get(name);
      const isWhole = last?.inode !== inode || last.bytes > size;
      const start = isWhole ? 0 : last.bytes;
      const news = Buffer.alloc(size - start);
      if (news.length > 0) readSync(file, news, 0, news.length, start);
      // What has no end yet is still being written.
      const end = news.lastIndexOf("\n") + 1;
      this.seen.set(name, { inode, bytes: start + end });
      return [{ name, pid: pidOf(name), isWhole, lines: news.toString("utf8", 0, end).split("\n").slice(0, -1) }];
    } finally {
      closeSync(file);
    }
  }

  /** Makes the folder, unless it is there, and makes sure that it is this user's alone. */
  private open(): void {
    mkdirSync(this.path, { recursive: true, mode: PRIVATE });
    // Of the path itself: a link is no folder.
    const found = lstatSync(this.path);
    const isOwn = process.getuid === undefined || (found.uid === process.getuid() && (found.mode & FOR_OTHERS) === 0);
    if (!found.isDirectory() || !isOwn) throw new Error(`${this.path} is not a folder of this user alone`);
    if (!this.isSwept) this.sweep();
    this.isSwept = true;
  }

  private sweep(): void {
    const ours = readdirSync(this.path).filter((name) => name.startsWith(`${this.scope}-`));
    for (const name of ours.filter((each) => !isOfRunningProcess(each))) rmSync(join(this.path, name), { force: true });
  }
}

/** `undefined` when its process has ended meanwhile, and another one has removed it. */
function opened(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function isOfRunningProcess(name: string): boolean {
  const [, , , start] = name.replace(/\.new$/, "").split("-");
  return start !== undefined && processStart(pidOf(name)) === start;
}

function pidOf(name: string): number {
  return Number(name.split("-")[2]);
}

function namespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/**
 * When a process started, in the system's own unit, so that a process with a reused id is told apart; `"0"` where the system
 * has no `/proc`. `undefined` when no process of this user has the id.
 */
export function processStart(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch {
    return undefined;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold anything; the state follows it, and nineteen fields later the start time.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? undefined : fields[19];
  } catch {
    return "0";
  }
}
