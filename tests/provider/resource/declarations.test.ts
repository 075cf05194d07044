import { timed, useVirtualTime } from "../virtual-time";
import { ConflictingDeclarationsError } from "../../../provider/errors/package-errors";
import { DEFAULT_PACE } from "../../../provider/model/pace";
import { UNKNOWN_VALUE } from "../../../provider/model/properties";
import { Declarations, declare } from "../../../provider/resource/declarations";

const INSTANCE = { region: "ap-guangzhou", dbInstanceId: "postgres-5gevh7gr" };
const ON = { sslEnabled: true, connectAddress: "10.6.0.4" } as const;
const OFF = { sslEnabled: false } as const;

useVirtualTime();
let declarations: Declarations;
beforeEach(() => (declarations = new Declarations()));

describe("whether the program declares an instance", () => {
  test("is known from then on", () => {
    expect(declarations.isDeclared(INSTANCE)).toBe(false);
    declarations.declare(INSTANCE, ON);

    expect(declarations.isDeclared({ ...INSTANCE })).toBe(true);
  });

  test("says nothing about another instance or the same id in another region", () => {
    declarations.declare(INSTANCE, ON);

    expect(declarations.isDeclared({ ...INSTANCE, dbInstanceId: "postgres-aaaaaaaa" })).toBe(false);
    expect(declarations.isDeclared({ ...INSTANCE, region: "ap-singapore" })).toBe(false);
  });

  test("is known as soon as its id and region are, whatever else is unknown or wrong", () => {
    const failures = [{ property: "taskTimeoutSeconds", reason: "is out of range" }];
    const unknown = { ...INSTANCE, sslEnabled: UNKNOWN_VALUE, connectAddress: UNKNOWN_VALUE };

    expect(declare(declarations, {}, { inputs: unknown, failures })).toEqual({ inputs: unknown, failures });
    expect(declarations.isDeclared(INSTANCE)).toBe(true);
  });

  test.each([
    { dbInstanceId: UNKNOWN_VALUE },
    { region: UNKNOWN_VALUE },
    { dbInstanceId: undefined },
    { region: ["ap-guangzhou"] },
  ])("is not known while these are not: %j", (unknown) => {
    const inputs = { ...INSTANCE, ...ON, ...unknown };

    expect(declare(declarations, {}, { inputs, failures: [] })).toEqual({ inputs, failures: [] });
    expect(declarations.isDeclared(INSTANCE)).toBe(false);
  });
});

describe("two resources that declare one instance", () => {
  test.each([
    ["on and off", ON, OFF, "this one SSL off, another one SSL on for 10.6.0.4"],
    ["off and on", OFF, ON, "this one SSL on for 10.6.0.4, another one SSL off"],
    [
      "another address",
      ON,
      { ...ON, connectAddress: "10.6.0.5" },
      "this one SSL on for 10.6.0.5, another one SSL on for 10.6.0.4",
    ],
  ])("with different settings (%s) are both refused, the first before its change is sent", (...args) => {
    const [, earlier, later, words] = args;
    declare(declarations, {}, { inputs: { ...INSTANCE, ...earlier }, failures: [] });
    expect(() => declarations.assertUndisputed(INSTANCE)).not.toThrow();
    const { failures } = declare(declarations, {}, { inputs: { ...INSTANCE, ...later }, failures: [] });

    expect(failures).toEqual([{ property: "dbInstanceId", reason: expect.stringContaining(words) as string }]);
    expect(() => declarations.assertUndisputed(INSTANCE)).toThrow(ConflictingDeclarationsError);
    expect(() => declarations.assertUndisputed(INSTANCE)).toThrow("postgres-5gevh7gr (ap-guangzhou)");
  });

  test("with the same setting are both valid, and so is one that is checked twice", () => {
    const outcomes = [ON, { ...ON }, ON].map((desired) => declarations.declare(INSTANCE, desired));

    expect(outcomes).toEqual([undefined, undefined, undefined]);
    expect(() => declarations.assertUndisputed(INSTANCE)).not.toThrow();
  });

  test("one of which a preview cannot know yet, do not contradict each other", () => {
    const unknown = { ...INSTANCE, sslEnabled: true, connectAddress: UNKNOWN_VALUE };
    declare(declarations, {}, { inputs: unknown, failures: [] });
    declare(declarations, {}, { inputs: { ...INSTANCE, ...ON }, failures: [] });

    expect(declare(declarations, {}, { inputs: unknown, failures: [] }).failures).toEqual([]);
    expect(declare(declarations, {}, { inputs: { ...INSTANCE, ...OFF }, failures: [] }).failures).toHaveLength(1);
  });

  test("do not contradict each other because of what ignoreChanges keeps when one of them changes its instance", () => {
    const olds = { ...INSTANCE, dbInstanceId: "postgres-aaaaaaaa", ...ON };
    const kept = { ...INSTANCE, ...ON };
    const own = { ...INSTANCE, sslEnabled: true, connectAddress: "10.6.0.9" };

    expect(declare(declarations, olds, { inputs: kept, failures: [] }).failures).toEqual([]);
    expect(declarations.isDeclared(INSTANCE)).toBe(true);
    expect(declare(declarations, {}, { inputs: own, failures: [] }).failures).toEqual([]);
    expect(declare(declarations, own, { inputs: { ...INSTANCE, ...OFF }, failures: [] }).failures).toHaveLength(1);
  });

  test("get all failures of the check at once", () => {
    const failures = [{ property: "onDelete", reason: "is wrong" }];
    declarations.declare(INSTANCE, OFF);

    expect(declare(declarations, {}, { inputs: { ...INSTANCE, ...ON }, failures }).failures).toHaveLength(2);
  });
});

describe("a quiet moment", () => {
  test("comes at once where nothing was declared, or nothing for a while", async () => {
    expect((await timed(declarations.quiet(DEFAULT_PACE))).seconds).toBe(0);
    declarations.declare(INSTANCE, ON);
    await jest.advanceTimersByTimeAsync(250);

    expect((await timed(declarations.quiet(DEFAULT_PACE))).seconds).toBe(0);
  });

  test("comes a quarter of a second after the last declaration", async () => {
    declarations.declare(INSTANCE, ON);
    setTimeout(() => declarations.declare(INSTANCE, ON), 200);

    expect((await timed(declarations.quiet(DEFAULT_PACE))).seconds).toBeCloseTo(0.45);
  });

  test("comes after a second at the latest in a program that goes on declaring", async () => {
    const timer = setInterval(() => declarations.declare(INSTANCE, ON), 100);
    declarations.declare(INSTANCE, ON);

    expect((await timed(declarations.quiet(DEFAULT_PACE))).seconds).toBeCloseTo(1);
    clearInterval(timer);
  });
});

describe("a quiet moment while resources are read, which may be declared right after it", () => {
  const read = (seconds: number) =>
    declarations.refreshing(() => new Promise((done) => setTimeout(done, seconds * 1000)));

  test("comes a quarter of a second after the last of them is read, however long that takes", async () => {
    void read(3);
    void read(5);
    setTimeout(() => void read(5), 4_000);

    expect((await timed(declarations.quiet(DEFAULT_PACE))).seconds).toBeCloseTo(9.25);
  });

  test("comes after a second at the latest where the program goes on declaring from then on", async () => {
    void read(3);
    const timer = setInterval(() => declarations.declare(INSTANCE, ON), 100);

    expect((await timed(declarations.quiet(DEFAULT_PACE))).seconds).toBeCloseTo(4);
    clearInterval(timer);
  });

  test("does not wait for a read that failed, and its failure is the engine's to hear", async () => {
    const failed = declarations.refreshing(() => Promise.reject(new Error("no permission")));

    await expect(failed).rejects.toThrow("no permission");
    expect((await timed(declarations.quiet(DEFAULT_PACE))).seconds).toBeCloseTo(0.25);
  });
});

describe("two resources that change one instance", () => {
  test("change it one after the other", async () => {
    const events: string[] = [];
    let endFirst = (): void => undefined;
    const first = declarations.inTurn(INSTANCE, async () => {
      events.push("first starts");
      await new Promise<void>((resolve) => (endFirst = resolve));
      events.push("first ends");
      return 1;
    });
    const second = declarations.inTurn({ ...INSTANCE }, () => {
      events.push("second starts");
      return Promise.resolve(2);
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(events).toEqual(["first starts"]);
    endFirst();

    expect(await Promise.all([first, second])).toEqual([1, 2]);
    expect(events).toEqual(["first starts", "first ends", "second starts"]);
  });

  test("fail independently", async () => {
    const first = declarations.inTurn(INSTANCE, () => Promise.reject(new Error("task failed")));
    const second = declarations.inTurn(INSTANCE, () => Promise.resolve("done"));

    await expect(first).rejects.toThrow("task failed");
    expect(await second).toBe("done");
  });
});

test("changes of different instances do not wait for each other", async () => {
  const forEver = declarations.inTurn(INSTANCE, () => new Promise(() => undefined));
  const other = declarations.inTurn({ ...INSTANCE, dbInstanceId: "postgres-aaaaaaaa" }, () => Promise.resolve("done"));

  expect(await Promise.race([forEver, other])).toBe("done");
});
