import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { ConflictingDeclarationsError } from "../../../provider/errors/package-errors";
import { Declarations } from "../../../provider/resource/declarations";
import { processStart } from "../../../provider/resource/run-folder";

const INSTANCE = { region: "ap-guangzhou", dbInstanceId: "postgres-5gevh7gr" };
const ON = { sslEnabled: true, connectAddress: "10.6.0.4" } as const;
const OTHER_ADDRESS = { sslEnabled: true, connectAddress: "10.6.0.5" } as const;
const OFF = { sslEnabled: false } as const;
const ENGINE = "127.0.0.1:4711";

let mockTemporary: string;
jest.mock("node:os", () => ({ ...jest.requireActual<object>("node:os"), tmpdir: () => mockTemporary }));
beforeEach(() => {
  mockTemporary = mkdtempSync(join(jest.requireActual<{ tmpdir(): string }>("node:os").tmpdir(), "other-providers-"));
});
afterEach(() => rmSync(mockTemporary, { recursive: true }));

function provider({ engine = ENGINE, cloud = "" } = {}): Declarations {
  return new Declarations({ engine: () => engine, cloud: () => cloud });
}

/** The folder that providers share, as the first one made it. */
function folder(): string {
  return join(mockTemporary, readdirSync(mockTemporary)[0] ?? "none");
}

/** Makes what this process has written the file of another one: by default of the one that runs the tests. */
function asFileOf(pid: number, start = processStart(pid) ?? "0"): void {
  const [own = ""] = readdirSync(folder());
  renameSync(join(folder(), own), join(folder(), own.replace(`-${process.pid}-`, `-${pid}-`).replace(/[^-]+$/, start)));
}

/** Another provider process that runs, and declares the instance so. */
function anotherDeclares(desired: Parameters<Declarations["declared"]["declare"]>[1], where = {}): void {
  provider(where).declared.declare(INSTANCE, desired);
  asFileOf(process.ppid);
}

test("what another running provider of the engine declares keeps SSL on when this one deletes its resource", () => {
  anotherDeclares(ON);

  expect(provider().abandoned.abandon(INSTANCE)).toEqual({ mayTurnOff: false });
  expect(provider().abandoned.abandon({ ...INSTANCE, region: "ap-singapore" })).toEqual({ mayTurnOff: true });
});

test.each([
  ["of another engine", () => anotherDeclares(ON, { engine: "127.0.0.1:4712" })],
  ["of another cloud", () => anotherDeclares(ON, { cloud: "http://127.0.0.1:4100" })],
  [
    "that has ended",
    () => {
      provider().declared.declare(INSTANCE, ON);
      asFileOf(spawnSync(process.execPath, ["-e", ""]).pid, "1");
    },
  ],
  [
    "that has ended, and whose id another process has by now",
    () => {
      provider().declared.declare(INSTANCE, ON);
      asFileOf(process.ppid, "1");
    },
  ],
])("what a provider %s declared keeps no delete from turning SSL off", (_, arrange) => {
  arrange();

  expect(provider().abandoned.abandon(INSTANCE)).toEqual({ mayTurnOff: true, problem: undefined });
});

test("files of providers that have ended are removed by the next run", () => {
  provider().declared.declare(INSTANCE, ON);
  asFileOf(process.ppid, "1");
  provider({ engine: "127.0.0.1:4712" }).declared.declare(INSTANCE, ON);

  expect(readdirSync(folder())).toHaveLength(1);
});

test.each([
  ["off", ON, OFF, "this one SSL on for 10.6.0.4, another one SSL off"],
  ["on", OFF, ON, "this one SSL off, another one SSL on for another address"],
  ["on for another address", ON, OTHER_ADDRESS, "this one SSL on for 10.6.0.4, another one SSL on for another address"],
])("a setting that another provider declares differently (%s) is refused, by check and before a change", (...args) => {
  const [, own, other, words] = args;
  const first = provider();
  anotherDeclares(other);

  expect(first.declared.declare(INSTANCE, own)?.message).toContain(words);
  expect(() => first.declared.assertUndisputed(INSTANCE)).toThrow(ConflictingDeclarationsError);
});

test("the same setting, or one that is not known yet, contradicts nothing", () => {
  anotherDeclares(ON);
  expect(provider().declared.declare(INSTANCE, ON)).toBeUndefined();
  expect(provider().declared.declare(INSTANCE, undefined)).toBeUndefined();
});

test("an instance that another provider turned off is not unchanged, until this one has set it again", () => {
  provider().abandoned.abandon(INSTANCE);
  asFileOf(process.ppid);
  const own = provider();

  expect(own.abandoned.has(INSTANCE)).toBe(true);
  own.abandoned.adopt(INSTANCE);
  expect(own.abandoned.has(INSTANCE)).toBe(false);
});

const SECOND = { ...INSTANCE, dbInstanceId: "postgres-aaaaaaaa" };

test("a program with many resources costs a line for each, and what another one goes on to declare is heard", () => {
  anotherDeclares(ON);
  const [theirs = ""] = readdirSync(folder());
  const own = provider();
  expect(own.declared.has(INSTANCE)).toBe(true);

  // The first half of a line that is still being written, and then its end.
  own.declared.declare(SECOND, ON);
  const ownFile = join(folder(), readdirSync(folder()).find((name) => name !== theirs) ?? "");
  const line = readFileSync(ownFile, "utf8");
  expect(line.split("\n")).toHaveLength(2);
  const reader = provider();
  expect(reader.declared.has(SECOND)).toBe(false);
  appendFileSync(join(folder(), theirs), line.slice(0, 20));
  expect(reader.declared.has(SECOND)).toBe(false);
  appendFileSync(join(folder(), theirs), line.slice(20));
  expect(reader.declared.has(SECOND)).toBe(true);
  expect(reader.declared.has(INSTANCE)).toBe(true);
});

test("a file that somebody removes, or writes to, is written anew with all that was declared", () => {
  const own = provider();
  own.declared.declare(INSTANCE, ON);
  rmSync(folder(), { recursive: true });
  own.declared.declare(SECOND, OFF);
  const [name = ""] = readdirSync(folder());
  expect(readFileSync(join(folder(), name), "utf8").match(/\n/g)).toHaveLength(2);
  appendFileSync(join(folder(), name), "half a li");
  own.declared.declare(SECOND, OFF);
  asFileOf(process.ppid);
  const reader = provider();
  expect([INSTANCE, SECOND].map((instance) => reader.declared.has(instance))).toEqual([true, true]);
});

test("neither addresses nor ids stand in the file, and nobody else can read it", () => {
  provider().declared.declare(INSTANCE, ON);
  const [name = ""] = readdirSync(folder());

  expect(name + readFileSync(join(folder(), name), "utf8")).not.toMatch(/10\.6\.0|5gevh7gr|4711/);
});

test.each([
  ["a link", (path: string) => symlinkSync(mockTemporary, path)],
  ["open to others", (path: string) => mkdirSync(path, { mode: 0o755 })],
])("where the folder is %s it is not used, and a delete says what it cannot know", (_, make) => {
  provider().declared.declare(INSTANCE, ON);
  const path = folder();
  rmSync(path, { recursive: true });
  make(path);

  const { mayTurnOff, problem } = provider().abandoned.abandon(INSTANCE);
  expect(mayTurnOff).toBe(true);
  expect(problem).toContain("SSL goes off even if another provider of this program declares the instance");
});

test("a change waits for the change of the same instance in another provider, and one of another instance does not", async () => {
  const events: string[] = [];
  let end = (): void => undefined;
  const first = provider().turns.inTurn(INSTANCE, () => new Promise<void>((done) => (end = done)));
  await new Promise((done) => setTimeout(done, 10));
  const [own = ""] = readdirSync(folder());
  asFileOf(process.ppid);
  const file = readdirSync(folder()).find((name) => name !== own) ?? "";
  const declarations = provider();
  const second = declarations.turns.inTurn(INSTANCE, () => Promise.resolve(events.push("second")));
  await declarations.turns.inTurn({ ...INSTANCE, region: "ap-seoul" }, () => Promise.resolve(events.push("elsewhere")));
  await new Promise((done) => setTimeout(done, 200));
  expect(events).toEqual(["elsewhere"]);

  rmSync(join(folder(), file));
  await second;
  expect(events).toEqual(["elsewhere", "second"]);
  end();
  await first;
});
