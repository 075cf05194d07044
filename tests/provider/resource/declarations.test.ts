import { finish, timed, useVirtualTime } from "../virtual-time";
import { ConflictingDeclarationsError } from "../../../provider/errors/package-errors";
import { DEFAULT_PACE } from "../../../provider/time/pace";
import { UNKNOWN_VALUE } from "../../../provider/resource/pulumi-names";
import type { CheckFailure } from "../../../provider/resource/check";
import { Declarations } from "../../../provider/resource/declarations";
import { declare } from "../../../provider/resource/declared";

const INSTANCE = { region: "ap-guangzhou", dbInstanceId: "postgres-5gevh7gr" };
const ON = { sslEnabled: true, connectAddress: "10.6.0.4" } as const;
const OFF = { sslEnabled: false } as const;

useVirtualTime();
let declarations: Declarations;
beforeEach(() => (declarations = new Declarations()));

/** What the user learns about a resource that the program declares. */
function failuresOf(inputs: Record<string, unknown>, olds = {}, failures: CheckFailure[] = []): CheckFailure[] {
  const outcome = declare(declarations.declared, olds, { inputs, failures });
  expect(outcome.inputs).toBe(inputs);
  return outcome.failures;
}

describe("whether the program declares an instance", () => {
  test("is known from then on, and says nothing about another id or region", () => {
    expect(declarations.declared.has(INSTANCE)).toBe(false);
    declarations.declared.declare(INSTANCE, ON);

    expect(declarations.declared.has({ ...INSTANCE })).toBe(true);
    expect(declarations.declared.has({ ...INSTANCE, dbInstanceId: "postgres-aaaaaaaa" })).toBe(false);
    expect(declarations.declared.has({ ...INSTANCE, region: "ap-singapore" })).toBe(false);
  });

  test("is known as soon as its id and region are, whatever else is unknown or wrong", () => {
    const failures = [{ property: "taskTimeoutSeconds", reason: "is out of range" }];
    const unknown = { ...INSTANCE, sslEnabled: UNKNOWN_VALUE, connectAddress: UNKNOWN_VALUE };

    expect(failuresOf(unknown, {}, failures)).toEqual(failures);
    expect(declarations.declared.has(INSTANCE)).toBe(true);
  });

  test.each([
    { dbInstanceId: UNKNOWN_VALUE },
    { region: UNKNOWN_VALUE },
    { dbInstanceId: undefined },
    { region: ["ap-guangzhou"] },
  ])("is not known while these are not: %j", (unknown) => {
    expect(failuresOf({ ...INSTANCE, ...ON, ...unknown })).toEqual([]);
    expect(declarations.declared.has(INSTANCE)).toBe(false);
  });
});

describe("two resources that declare one instance", () => {
  const OTHER = { ...ON, connectAddress: "10.6.0.5" };

  test.each([
    ["on and off", ON, OFF, "this one SSL off, another one SSL on for 10.6.0.4"],
    ["off and on", OFF, ON, "this one SSL on for 10.6.0.4, another one SSL off"],
    ["another address", ON, OTHER, "this one SSL on for 10.6.0.5, another one SSL on for 10.6.0.4"],
  ])("with different settings (%s) are both refused, the first before its change is sent", (...args) => {
    const [, earlier, later, words] = args;
    const failures = [{ property: "onDelete", reason: "is wrong" }];
    failuresOf({ ...INSTANCE, ...earlier });
    expect(() => declarations.declared.assertUndisputed(INSTANCE)).not.toThrow();

    expect(failuresOf({ ...INSTANCE, ...later }, {}, failures)).toEqual([
      ...failures,
      { property: "dbInstanceId", reason: expect.stringMatching(`${words}.*[^.]$`) as string },
    ]);
    expect(() => declarations.declared.assertUndisputed(INSTANCE)).toThrow(ConflictingDeclarationsError);
    expect(() => declarations.declared.assertUndisputed(INSTANCE)).toThrow("postgres-5gevh7gr (ap-guangzhou)");
  });

  test("with the same setting are both valid, and so is one that is checked twice", () => {
    const outcomes = [ON, { ...ON }, ON].map((desired) => declarations.declared.declare(INSTANCE, desired));

    expect(outcomes).toEqual([undefined, undefined, undefined]);
    expect(() => declarations.declared.assertUndisputed(INSTANCE)).not.toThrow();
  });

  test("one of which a preview cannot know yet, do not contradict each other", () => {
    const unknown = { ...INSTANCE, sslEnabled: true, connectAddress: UNKNOWN_VALUE };
    failuresOf(unknown);
    failuresOf({ ...INSTANCE, ...ON });

    expect(failuresOf(unknown)).toEqual([]);
    expect(failuresOf({ ...INSTANCE, sslEnabled: UNKNOWN_VALUE, connectAddress: "10.6.0.5" })).toEqual([]);
    expect(failuresOf({ ...INSTANCE, ...OFF })).toHaveLength(1);
  });

  test("do not contradict each other because of what ignoreChanges keeps when one of them changes its instance", () => {
    const olds = { ...INSTANCE, dbInstanceId: "postgres-aaaaaaaa", ...ON };
    const own = { ...INSTANCE, ...OTHER };

    expect(failuresOf({ ...INSTANCE, ...ON }, olds)).toEqual([]);
    expect(declarations.declared.has(INSTANCE)).toBe(true);
    expect(failuresOf(own)).toEqual([]);
    expect(failuresOf({ ...INSTANCE, ...OFF }, own)).toHaveLength(1);
  });
});

describe("a quiet moment", () => {
  const ON_AND_ON = Array.from({ length: 100 }, (_, index) => 100 * index);

  test.each<[string, number[], Record<string, number>, number]>([
    ["at once where nothing was declared", [], {}, 0],
    ["at once where nothing was declared for a while", [250], {}, 0],
    ["a quarter of a second after the last declaration", [500, 700], {}, 0.45],
    ["after a second at the latest in a program that goes on declaring", ON_AND_ON, {}, 1],
    ["a quarter of a second after the last read, however long that takes", [], { 0: 5000, 4000: 9000 }, 8.75],
    ["after a second at the latest where the program goes on declaring after a read", ON_AND_ON, { 0: 3000 }, 3.5],
  ])("comes %s", async (_, declared, reads, seconds) => {
    for (const ms of declared) setTimeout(() => declarations.declared.declare(INSTANCE, ON), ms);
    for (const [from, to] of Object.entries(reads)) {
      const read = () => new Promise((done) => setTimeout(done, to - Number(from)));
      setTimeout(() => void declarations.moment.refreshing(read), Number(from));
    }
    await jest.advanceTimersByTimeAsync(500);

    expect((await timed(declarations.moment.wait(DEFAULT_PACE))).seconds).toBeCloseTo(seconds);
  });

  test("does not wait for a read that failed, and its failure is the engine's to hear", async () => {
    const failed = declarations.moment.refreshing(() => Promise.reject(new Error("no permission")));

    await expect(failed).rejects.toThrow("no permission");
    expect((await timed(declarations.moment.wait(DEFAULT_PACE))).seconds).toBeCloseTo(0.25);
  });
});

test("two resources that change one instance do so one after the other, even when the first fails", async () => {
  const events: string[] = [];
  const first = declarations.turns.inTurn(INSTANCE, async () => {
    events.push("first starts");
    await new Promise((done) => setTimeout(done, 1000));
    events.push("first ends");
    throw new Error("task failed");
  });
  const second = declarations.turns.inTurn({ ...INSTANCE }, () => {
    events.push("second starts");
    return Promise.resolve("done");
  });

  await expect(finish(first)).rejects.toThrow("task failed");
  expect(await second).toBe("done");
  expect(events).toEqual(["first starts", "first ends", "second starts"]);
});

test("changes of different instances do not wait for each other", async () => {
  const forEver = declarations.turns.inTurn(INSTANCE, () => new Promise(() => undefined));
  const other = declarations.turns.inTurn({ ...INSTANCE, dbInstanceId: "postgres-aaaaaaaa" }, () =>
    Promise.resolve("done"),
  );

  expect(await Promise.race([forEver, other])).toBe("done");
});
