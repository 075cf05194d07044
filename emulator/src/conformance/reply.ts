/** A reply of the API, taken apart. */
export interface Reply {
  /** The error's code; undefined when the call was accepted. */
  readonly code: string | undefined;
  readonly message: string;
  /** What stands in `Response`. */
  readonly fields: Fields;
}

export type Fields = Readonly<Record<string, unknown>>;

/** Reads the body of a reply; whatever is no reply of the API becomes a code in words. */
export function replyOf(answer: { readonly body: unknown } | { readonly failure: string }): Reply {
  if ("failure" in answer) return { code: `no reply: ${answer.failure}`, message: answer.failure, fields: {} };
  const fields = object(object(answer.body).Response);
  if (fields.Error === undefined) return { code: undefined, message: "", fields };
  const error = object(fields.Error);
  return { code: text(error.Code), message: text(error.Message), fields };
}

/** How a reply is told: its code, or what was accepted. */
export function told({ code, fields }: Reply): string {
  if (code !== undefined) return code;
  return typeof fields.TaskId === "number" ? `accepted as task ${fields.TaskId}` : "accepted";
}

export function object(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function list(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(object) : [];
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
