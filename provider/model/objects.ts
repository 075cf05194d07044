/** An object in which every property that could be `undefined` may be absent instead. */
type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The object without the properties that are `undefined`: a state must not hold them. */
export function defined<T extends object>(properties: T): Defined<T> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as Defined<T>;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** Parses JSON that may hold secrets; `undefined` where it is no object. The parser's own error would quote the text. */
export function parseObject(json: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(json));
  } catch {
    return undefined;
  }
}

/** The system's code, such as `ENOENT`, of an error or one of its causes. Their texts may quote a request. */
export function systemErrorCode(error: unknown): string | undefined {
  for (let layer = asObject(error); layer !== undefined; layer = asObject(layer.cause)) {
    if (typeof layer.code === "string") return layer.code;
  }
  return undefined;
}
