import * as fc from "fast-check";
import { edited, freeName } from "./program";
import { type RawEdit, rawEdit, resolveEdit } from "./drawing-edits";
import { event, flags, kill, options, provider, type RawFlags, resolveFlags, seldom, setting } from "./drawing-steps";
import {
  DOORS,
  INSTANCES,
  type InstanceNumber,
  type Program,
  type Resource,
  type Scenario,
  type StackName,
  type Step,
  type Verb,
} from "./scenario";

/** A resource before its program is known; most get an instance of their own. */
export interface RawResource extends Omit<Resource, "name" | "instance"> {
  readonly instance: InstanceNumber | undefined;
}

interface RawStep {
  readonly onTwo: boolean;
  readonly edits: readonly RawEdit[];
  readonly events: Step["events"];
  readonly verb: Verb;
  readonly flags: RawFlags;
  readonly previewed: boolean;
  readonly kill: Step["kill"];
}

const resourceOfTheDoor: fc.Arbitrary<RawResource> = fc.record(
  {
    instance: seldom(4, fc.constantFrom(...INSTANCES)),
    setting,
    onDelete: fc.constantFrom("disable" as const, "retain" as const),
    inComponent: fc.constant(true),
    options,
  },
  { requiredKeys: ["instance", "setting"] },
);

const rawResource: fc.Arbitrary<RawResource> = fc
  .tuple(resourceOfTheDoor, seldom(5, provider))
  .map(([resource, ownProvider]) => ({ ...resource, ...(ownProvider && { provider: ownProvider }) }));

const rawStep: fc.Arbitrary<RawStep> = fc.record({
  onTwo: fc.nat(4).map((n) => n === 4),
  edits: fc.array(rawEdit(rawResource), { maxLength: 3 }),
  events: fc.array(event, { maxLength: 2 }),
  verb: fc.constantFrom<Verb[]>("up", "up", "up", "up", "refresh", "destroy", "destroy", "preview"),
  flags,
  previewed: fc.nat(5).map((n) => n === 5),
  kill: seldom(7, kill),
});

/** A random scenario. What is drawn does not know the program; it is fitted to it afterwards, so that it shrinks well. */
export const scenario: fc.Arbitrary<Scenario> = fc
  .record({
    door: fc.constantFrom(...DOORS),
    one: fc.array(rawResource, { minLength: 1, maxLength: 4 }),
    two: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(rawResource, { minLength: 1, maxLength: 2 })),
    steps: fc.array(rawStep, { minLength: 1, maxLength: 4 }),
  })
  .map(({ door, one, two, steps }) => {
    const programs = { one: programOf(one, 0), ...(two.length > 0 && { two: programOf(two, 2) }) };
    return { door, programs, steps: fitted(programs, steps) };
  });

function programOf(resources: readonly RawResource[], firstInstance: number): Program {
  return resources.reduce<Program>((program, resource) => {
    const name = freeName(program);
    if (name === undefined) return program;
    const own = INSTANCES[(firstInstance + program.length) % INSTANCES.length] ?? 0;
    const edit = { edit: "add", resource: { ...resource, name, instance: resource.instance ?? own } } as const;
    return edited(program, [edit]);
  }, []);
}

/** Each stack is brought up first; then the steps, with names that their programs have. */
function fitted(programs: Scenario["programs"], raw: readonly RawStep[]): Step[] {
  const now = { one: programs.one ?? [], two: programs.two ?? [] };
  const names = (Object.keys(now) as StackName[]).filter((stack) => now[stack].length > 0);
  const steps: Step[] = names.map((stack) => ({ stack, verb: "up" }));
  for (const { onTwo, edits: rawEdits, events = [], verb, flags: rawFlags, previewed, kill: drawnKill } of raw) {
    const stack = onTwo && names.includes("two") ? "two" : "one";
    const edits = rawEdits.flatMap((edit) => {
      const resolved = resolveEdit(now[stack], edit);
      now[stack] = edited(now[stack], resolved);
      return resolved;
    });
    const step = { stack, verb, flags: resolveFlags(now[stack], verb, rawFlags) } as const;
    const before = { ...(edits.length > 0 && { edits }), ...(events.length > 0 && { events }) };
    if (verb === "preview" || (verb === "up" && previewed)) {
      steps.push({ ...step, ...before, verb: "preview" }, { ...step, verb: "up" });
    } else {
      steps.push({ ...step, ...before, ...(drawnKill && { kill: drawnKill }) });
    }
  }
  return steps;
}
