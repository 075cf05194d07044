import * as fc from "fast-check";
import type { RawResource } from "./drawing";
import { options, provider, seldom, setting } from "./drawing-steps";
import { freeName } from "./program";
import {
  type Edit,
  INSTANCES,
  type Name,
  type Options,
  type Program,
  type ProviderName,
  type Setting,
} from "./scenario";

/** An edit of the n-th resource, whatever its name will be. */
export type RawEdit =
  | { readonly edit: "add"; readonly resource: RawResource; readonly first: boolean }
  | { readonly edit: "remove"; readonly at: number }
  | {
      readonly edit: "rename" | "reparent";
      readonly at: number;
      readonly alias: boolean;
      readonly provider: ProviderName | undefined;
    }
  | { readonly edit: "provider"; readonly at: number; readonly provider: ProviderName }
  | { readonly edit: "move"; readonly at: number; readonly instance: (typeof INSTANCES)[number] }
  | { readonly edit: "swap"; readonly at: number; readonly other: number }
  | { readonly edit: "take over"; readonly at: number; readonly alias: boolean }
  | { readonly edit: "set"; readonly at: number; readonly setting: Setting }
  | { readonly edit: "onDelete"; readonly at: number; readonly onDelete: "disable" | "retain" }
  | { readonly edit: "option"; readonly at: number; readonly options: Options };

const at = fc.nat(4);
const alias = fc.boolean();
const instance = fc.constantFrom(...INSTANCES);

export function rawEdit(resource: fc.Arbitrary<RawResource>): fc.Arbitrary<RawEdit> {
  const of = <E extends RawEdit["edit"]>(edit: E) => fc.constant(edit);
  return fc.oneof(
    { weight: 3, arbitrary: fc.record({ edit: of("add"), resource, first: fc.boolean() }) },
    { weight: 3, arbitrary: fc.record({ edit: of("remove"), at }) },
    {
      weight: 3,
      arbitrary: fc.record({
        edit: fc.constantFrom("rename" as const, "reparent" as const),
        at,
        alias,
        provider: seldom(2, provider),
      }),
    },
    { weight: 3, arbitrary: fc.record({ edit: of("provider"), at, provider }) },
    { weight: 3, arbitrary: fc.record({ edit: of("move"), at, instance }) },
    { weight: 3, arbitrary: fc.record({ edit: of("swap"), at, other: at }) },
    { weight: 1, arbitrary: fc.record({ edit: of("take over"), at, alias }) },
    { weight: 2, arbitrary: fc.record({ edit: of("set"), at, setting }) },
    {
      weight: 1,
      arbitrary: fc.record({
        edit: of("onDelete"),
        at,
        onDelete: fc.constantFrom("disable" as const, "retain" as const),
      }),
    },
    { weight: 3, arbitrary: fc.record({ edit: of("option"), at, options }) },
  );
}

/** The edits with the names of the program as it is; none when they do not fit. */
export function resolveEdit(program: Program, raw: RawEdit): Edit[] {
  if (raw.edit === "add") {
    const name = freeName(program);
    if (name === undefined) return [];
    const used = program.map((resource) => resource.instance);
    const free = INSTANCES.find((number) => !used.includes(number)) ?? 0;
    return [
      { edit: "add", resource: { ...raw.resource, name, instance: raw.resource.instance ?? free }, first: raw.first },
    ];
  }
  const name = nameAt(program, raw.at);
  if (name === undefined) return [];
  switch (raw.edit) {
    case "rename": {
      const to = freeName(program);
      return to === undefined ? [] : [{ edit: "rename", name, to, alias: raw.alias, ...moving(raw) }];
    }
    case "swap": {
      const other = nameAt(program, raw.other);
      return other === undefined || other === name ? [] : [{ edit: "swap", name, with: other }];
    }
    case "take over":
      return takeOver(program, name, raw.alias);
    case "reparent":
      return [{ edit: "reparent", name, alias: raw.alias, ...moving(raw) }];
    case "provider":
      return [{ edit: "provider", name, provider: raw.provider }];
    case "remove":
      return [{ edit: "remove", name }];
    case "move":
      return [{ edit: "move", name, instance: raw.instance }];
    case "set":
      return [{ edit: "set", name, setting: raw.setting }];
    case "onDelete":
      return [{ edit: "onDelete", name, onDelete: raw.onDelete }];
    case "option":
      return [{ edit: "option", name, options: raw.options }];
  }
}

/** In the same step it may move to another provider, or not. */
function moving({ provider }: { readonly provider: ProviderName | undefined }) {
  return provider && { provider };
}

/** Another resource gets the instance, and this one goes: to another instance, or out of the program. */
function takeOver(program: Program, name: Name, staysElsewhere: boolean): Edit[] {
  const to = freeName(program);
  const resource = program.find((other) => other.name === name);
  if (to === undefined || resource === undefined) return [];
  const { instance: taken, setting: same } = resource;
  const elsewhere = INSTANCES.find((number) => !program.some((other) => other.instance === number));
  const goes: Edit =
    staysElsewhere && elsewhere !== undefined ? { edit: "move", name, instance: elsewhere } : { edit: "remove", name };
  const dependsOn = goes.edit === "move" ? { options: { dependsOn: [name] } } : {};
  return [goes, { edit: "add", resource: { name: to, instance: taken, setting: same, ...dependsOn } }];
}

function nameAt(program: Program, index: number): Name | undefined {
  return program[index % Math.max(1, program.length)]?.name;
}
