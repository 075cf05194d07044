import * as fc from "fast-check";
import {
  type Event,
  type Flags,
  INSTANCES,
  type Kill,
  NAMES,
  type Name,
  type Options,
  type Program,
  PROVIDERS,
  type Setting,
  type Verb,
} from "./scenario";

const LOOK = "DescribeDBInstanceSSLConfig";
const TASKS = "DescribeTasks";
const MODIFY = "ModifyDBInstanceSSLConfig";

export const setting = fc.constantFrom<Setting[]>(
  "first address",
  "first address",
  "first address",
  "second address",
  "off",
  "off",
);
/** The first ones are those that most programs declare. */
const instance = fc.constantFrom(...INSTANCES, 0 as const, 0 as const, 1 as const);
export const provider = fc.constantFrom(...PROVIDERS);
const rarely = (oneIn: number) => fc.nat(oneIn - 1).map((n) => n === oneIn - 1);

/** Once in so many times; most of the time there is none. */
export function seldom<T>(oneIn: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: oneIn - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

/** One or two options; the rest are as Pulumi has them. */
export const options: fc.Arbitrary<Options> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ deleteBeforeReplace: true }) },
  { weight: 2, arbitrary: fc.constant({ deleteBeforeReplace: true, replaceOnChanges: true }) },
  { weight: 1, arbitrary: fc.constant({ replaceOnChanges: true }) },
  { weight: 1, arbitrary: fc.boolean().map((protect) => ({ protect })) },
  { weight: 2, arbitrary: fc.boolean().map((retainOnDelete) => ({ retainOnDelete })) },
  { weight: 2, arbitrary: fc.boolean().map((ignoreChanges) => ({ ignoreChanges })) },
  {
    weight: 3,
    arbitrary: fc.record(
      { dependsOn: fc.subarray([...NAMES], { minLength: 1 }), deleteBeforeReplace: fc.constant(true) },
      { requiredKeys: ["dependsOn"] },
    ),
  },
);

export const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ event: fc.constant("console" as const), instance, setting }) },
  {
    weight: 2,
    arbitrary: fc.record({
      event: fc.constant("task of another" as const),
      instance,
      kind: fc.constantFrom("restart" as const, "resize" as const, "backup" as const),
      seconds: fc.constantFrom(0.5, 2),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      event: fc.constant("next task" as const),
      instance,
      task: fc.oneof(
        fc.record({
          status: fc.constantFrom("Fail" as const, "Pause" as const),
          effect: fc.constantFrom("none" as const, "applied" as const),
        }),
        fc.record({ seconds: fc.constantFrom(0, 3) }),
        fc.record({ taskId: fc.constantFrom("zero" as const, "absent" as const, "string" as const) }),
        fc.record({ visibleAfterSeconds: fc.constant(1), seconds: fc.constant(2) }),
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      event: fc.constant("fault" as const),
      instance,
      action: fc.constantFrom(MODIFY, MODIFY, MODIFY, LOOK, TASKS),
      skip: fc.constantFrom(0, 0, 0, 1, 2),
      fault: fc.oneof(
        fc.constantFrom({ drop: "before" as const }, { drop: "after" as const }),
        fc.record({ http: fc.constant(502), effect: fc.constantFrom("applied" as const, "none" as const) }),
        fc.record({
          error: fc.record({
            code: fc.constantFrom("InternalError", "UnauthorizedOperation", "FailedOperation.FlowCreateError"),
          }),
        }),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ event: "quiet" as const }) },
);

export const kill: fc.Arbitrary<Kill> = fc.record({
  victim: fc.constantFrom("CLI" as const, "machine" as const),
  action: fc.constantFrom(MODIFY, MODIFY, LOOK, TASKS),
  skip: fc.constantFrom(0, 0, 1),
  effect: fc.constantFrom("applied" as const, "none" as const),
});

/** Flags before the program is known: numbers stand for resources. */
export interface RawFlags {
  readonly refresh: boolean;
  readonly runProgram: boolean;
  readonly continueOnError: boolean;
  readonly previewFirst: boolean;
  readonly limit: { readonly by: "target" | "exclude"; readonly at: readonly number[] } | undefined;
  readonly replace: readonly number[];
}

const positions = fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 2 });

export const flags: fc.Arbitrary<RawFlags> = fc.record({
  refresh: rarely(2),
  runProgram: rarely(3),
  continueOnError: rarely(6),
  previewFirst: rarely(8),
  limit: seldom(4, fc.record({ by: fc.constantFrom("target" as const, "exclude" as const), at: positions })),
  replace: fc.oneof({ weight: 7, arbitrary: fc.constant([]) }, positions),
});

/** The flags that the verb takes, with names of the program, and of resources that it may have dropped. */
export function resolveFlags(program: Program, verb: Verb, raw: RawFlags): Flags {
  const names = (at: readonly number[]): Name[] => [...new Set(at.map((n) => program[n]?.name ?? NAMES[n] ?? "a"))];
  const changes = verb === "up" || verb === "preview";
  const refresh = raw.refresh && verb !== "refresh";
  return {
    ...(refresh && { refresh }),
    ...(raw.runProgram && (verb === "destroy" || verb === "refresh" || refresh) && { runProgram: true }),
    ...(raw.continueOnError && (verb === "up" || verb === "destroy") && { continueOnError: true }),
    ...(raw.previewFirst && (verb === "up" || verb === "destroy") && { previewFirst: true }),
    ...(raw.limit && { [raw.limit.by]: names(raw.limit.at) }),
    ...(changes && raw.replace.length > 0 && { replace: names(raw.replace) }),
  };
}
