export type JsonObject = Readonly<Record<string, unknown>>;

/** Parses JSON that may hold secrets; `undefined` where it is no object. The parser's own error would quote the text. */
export function parseObject(json: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(json));
  } catch {
    return undefined;
  }
}

export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}
