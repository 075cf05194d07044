import {
  type ActionName,
  actions,
  ApiError,
  fieldType,
  isRecord,
  type ParametersOf,
  type Shape,
  shapes,
} from "../contract";
import type { RawParameters } from "./raw-parameters";

type Source = RawParameters["source"];

/**
 * Holds the parameters of a call against the contract and gives them its types.
 *
 * @throws ApiError MissingParameter, UnknownParameter or InvalidParameter (wrong type)
 */
export function readParameters<A extends ActionName>(action: A, raw: RawParameters): ParametersOf<A> {
  return readShape(raw.values, actions[action].request, "", raw.source) as ParametersOf<A>;
}

function readShape(
  raw: Readonly<Record<string, unknown>>,
  shape: Shape,
  path: string,
  source: Source,
): Record<string, unknown> {
  const unknown = Object.keys(raw).find((name) => !Object.hasOwn(shape, name));
  if (unknown !== undefined) throw new ApiError("UnknownParameter", { name: path + unknown });
  const result: Record<string, unknown> = {};
  for (const [name, notation] of Object.entries(shape)) {
    const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
    // SDKs leave out what is null, so null means the same.
    if (value !== undefined && value !== null) result[name] = readField(value, notation, path + name, source);
    else if (!fieldType(notation).optional) throw new ApiError("MissingParameter", { name: path + name });
  }
  return result;
}

function readField(value: unknown, notation: string, path: string, source: Source): unknown {
  const { base, isArray } = fieldType(notation);
  if (!isArray) return readSingle(value, base, path, source);
  if (!Array.isArray(value)) throw wrongType(path, "a list");
  return value.map((item, index) => readSingle(item, base, `${path}.${index}`, source));
}

function readSingle(value: unknown, base: string, path: string, source: Source): unknown {
  const shape = shapes[base];
  if (shape) {
    if (!isRecord(value)) throw wrongType(path, "an object");
    return readShape(value, shape, `${path}.`, source);
  }
  const { says, json, text } = scalars[base as keyof typeof scalars];
  const read = source === "json" ? json(value) : typeof value === "string" ? text(value) : undefined;
  if (read === undefined) throw wrongType(path, says);
  return read;
}

/** How a scalar is read from JSON and from text; undefined when it is of another type. */
const scalars = {
  string: {
    says: "a string",
    json: (value: unknown) => (typeof value === "string" ? value : undefined),
    text: (value: string) => value,
  },
  boolean: {
    says: "a boolean",
    json: (value: unknown) => (typeof value === "boolean" ? value : undefined),
    text: (value: string) => ({ true: true, false: false })[value.toLowerCase()],
  },
  int64: integer("an integer", /^-?\d{1,19}$/),
  uint64: integer("an unsigned integer", /^\d{1,20}$/),
};

function integer(says: string, form: RegExp) {
  const read = (value: number): number | undefined =>
    Number.isInteger(value) && form.test(BigInt(value).toString()) ? value : undefined;
  return {
    says,
    json: (value: unknown) => (typeof value === "number" ? read(value) : undefined),
    text: (value: string) => (form.test(value) ? Number(value) : undefined),
  };
}

function wrongType(path: string, expected: string): ApiError {
  return new ApiError("InvalidParameter", { reason: `The parameter \`${path}\` must be ${expected}.` });
}
