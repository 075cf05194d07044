import { instanceShapes } from "./instance-shapes";
import { placeShapes } from "./place-actions";
import { stsShapes } from "./sts-actions";
import { tagShapes } from "./tag-actions";
import { taskShapes } from "./task-shapes";

/** What the contract says of one field, read out of a notation such as `"DBNode[]|null"` or `"uint64?"`. */
export interface FieldType {
  /** `string`, `boolean`, `int64`, `uint64`, `float`, or the name of a shape. */
  readonly base: string;
  readonly isArray: boolean;
  /** In a reply: may be left out. In a request: need not be sent. */
  readonly optional: boolean;
  readonly nullable: boolean;
}

export type Shape = Readonly<Record<string, string>>;

/** Every named object that occurs inside requests and replies. */
export const shapes: Readonly<Record<string, Shape>> = {
  ...instanceShapes,
  ...taskShapes,
  ...placeShapes,
  ...stsShapes,
  ...tagShapes,
  Filter: { Name: "string?", Values: "string[]?" },
};

const parsed = new Map<string, FieldType>();

/**
 * Reads a field's notation: a base type, then `[]` for a list, then `?` when it may be left out, then `|null` when it
 * may be null.
 */
export function fieldType(notation: string): FieldType {
  const known = parsed.get(notation);
  if (known) return known;
  const [, base, list, optional, nullable] = /^(\w+)(\[\])?(\?)?(\|null)?$/.exec(notation) ?? [];
  if (base === undefined) throw new Error(`"${notation}" is no field type of the contract.`);
  const type = {
    base,
    isArray: list !== undefined,
    optional: optional !== undefined,
    nullable: nullable !== undefined,
  };
  parsed.set(notation, type);
  return type;
}
