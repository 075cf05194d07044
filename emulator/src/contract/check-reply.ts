import { type ActionName, actions } from "./actions";
import { type FieldType, fieldType, isRecord, type Shape, shapes } from "./shapes";
import { commonErrorCodes, fieldFormats, replyEnums } from "./values";

/**
 * Checks a reply against the API's contract: unknown fields, missing ones, wrong types, values outside of their list and
 * error codes that the action does not have.
 *
 * @param action the action that was called
 * @param body the whole reply, as text or parsed
 * @returns one sentence for each fault found; an empty list for a faithful reply
 * @example
 * checkReply("DescribeTasks", '{"Response":{"RequestId":"1","TaskSet":[]}}'); // ["Response.TotalCount is missing"]
 */
export function checkReply(action: ActionName, body: unknown): string[] {
  const reply = typeof body === "string" ? parse(body) : body;
  if (!isRecord(reply)) return ["the reply is no JSON object"];
  const faults = Object.keys(reply)
    .filter((key) => key !== "Response")
    .map((key) => `${key} is not in the contract`);
  const response = reply.Response;
  if (!isRecord(response)) return [...faults, "Response is no object"];
  if (!isFilledString(response.RequestId)) faults.push("Response.RequestId is no filled string");
  const { RequestId: _, ...fields } = response;
  if (fields.Error !== undefined) return [...faults, ...errorFaults(action, fields)];
  return [...faults, ...shapeFaults(fields, actions[action].response, "Response", `${action}Response`)];
}

/**
 * Checks some fields of an object of the API, where all that are not given are as usual.
 *
 * @returns the fields, without those that are null because they may be missing, and one sentence for each fault found
 */
export function checkedFields(
  shapeName: "DBInstance" | "TaskSet",
  wanted: Readonly<Record<string, unknown>>,
): { fields: object; faults: string[] } {
  const shape = shapes[shapeName] ?? {};
  const typeOf = (key: string) => (Object.hasOwn(shape, key) ? fieldType(shape[key] ?? "") : undefined);
  const fields = Object.entries(wanted).map(([key, value]) => {
    const type = typeOf(key);
    return [key, value === null && type?.optional && !type.nullable ? undefined : value] as const;
  });
  const faults = fields.flatMap(([key, value]) => {
    const type = typeOf(key);
    return type ? fieldFaults(value, type, key, `${shapeName}.${key}`) : [`${key} is not in the contract`];
  });
  return { fields: Object.fromEntries(fields), faults };
}

function errorFaults(action: ActionName, fields: Record<string, unknown>): string[] {
  const { Error: error, ...others } = fields;
  const faults = Object.keys(others).map((key) => `Response.${key} stands beside Error`);
  if (!isRecord(error)) return [...faults, "Response.Error is no object"];
  const { Code: code, Message: message, ...more } = error;
  faults.push(...Object.keys(more).map((key) => `Response.Error.${key} is not in the contract`));
  if (!isFilledString(message)) faults.push("Response.Error.Message is no filled string");
  const allowed: readonly string[] = actions[action].errorCodes;
  if (typeof code !== "string" || !(allowed.includes(code) || commonErrorCodes.includes(code))) {
    faults.push(`Response.Error.Code ${JSON.stringify(code)} is no code of ${action}`);
  }
  return faults;
}

function shapeFaults(value: Record<string, unknown>, shape: Shape, path: string, shapeName: string): string[] {
  const unknown = Object.keys(value)
    .filter((key) => !Object.hasOwn(shape, key))
    .map((key) => `${path}.${key} is not in the contract`);
  const known = Object.entries(shape).flatMap(([key, notation]) =>
    fieldFaults(value[key], fieldType(notation), `${path}.${key}`, `${shapeName}.${key}`),
  );
  return [...unknown, ...known];
}

function fieldFaults(value: unknown, type: FieldType, path: string, name: string): string[] {
  if (value === undefined) return type.optional ? [] : [`${path} is missing`];
  if (value === null) return type.nullable ? [] : [`${path} is null`];
  if (!type.isArray) return singleFaults(value, type.base, path, name);
  if (!Array.isArray(value)) return [`${path} is no list`];
  return value.flatMap((item, index) => singleFaults(item, type.base, `${path}[${index}]`, name));
}

function singleFaults(value: unknown, base: string, path: string, name: string): string[] {
  const shape = shapes[base];
  if (shape) return isRecord(value) ? shapeFaults(value, shape, path, base) : [`${path} is no ${base} object`];
  if (!isOfType[base as keyof typeof isOfType](value)) return [`${path} is no ${base}: ${JSON.stringify(value)}`];
  const allowed = allowedValues[name];
  if (allowed && !allowed.includes(value as string | number)) {
    return [`${path} has a value outside of its list: ${JSON.stringify(value)}`];
  }
  const format = fieldFormats[name];
  return format && !format.test(String(value)) ? [`${path} is not written as it should be: ${String(value)}`] : [];
}

const allowedValues: Readonly<Record<string, readonly (string | number)[]>> = replyEnums;

const isOfType = {
  string: (value: unknown) => typeof value === "string",
  boolean: (value: unknown) => typeof value === "boolean",
  float: (value: unknown) => typeof value === "number" && Number.isFinite(value),
  int64: (value: unknown) => Number.isInteger(value),
  uint64: (value: unknown) => Number.isInteger(value) && (value as number) >= 0,
};

function isFilledString(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A reply of the emulator that was against the API's contract. */
export interface Violation {
  readonly action: ActionName;
  readonly faults: readonly string[];
  readonly body: string;
}

const mostKept = 100;

/** Collects the emulator's own mistakes. */
export class Violations {
  private found: Violation[] = [];

  check(action: ActionName, body: string): void {
    const faults = checkReply(action, body);
    if (faults.length > 0 && this.found.length < mostKept) this.found.push({ action, faults, body });
  }

  list(): readonly Violation[] {
    return this.found;
  }

  reset(): void {
    this.found = [];
  }
}
