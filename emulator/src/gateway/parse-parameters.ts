import { ApiError } from "./api-error";
import { nest } from "./flat-parameters";
import { type ApiRequest, headerOf } from "./request";

/** Parameters as they came, not yet held against the contract. */
export interface RawParameters {
  readonly values: Readonly<Record<string, unknown>>;
  /** Whether values have JSON's types, or are all text. */
  readonly source: "json" | "text";
}

/** Parameters of a query or form. @throws ApiError InvalidParameter */
export function textParameters(pairs: ReadonlyMap<string, string>): RawParameters {
  return { values: nest(pairs), source: "text" };
}

/** Parameters of a JSON body. @throws ApiError InvalidParameter when it is no JSON object */
export function jsonParameters(request: ApiRequest): RawParameters {
  const contentType = headerOf(request, "content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(contentType)) {
    throw new ApiError("InvalidParameter", { reason: `The Content-Type \`${contentType}\` is not supported.` });
  }
  if (request.body.length === 0) return { values: {}, source: "json" };
  const values = parseJson(request.body.toString("utf8"));
  if (!isRecord(values)) {
    throw new ApiError("InvalidParameter", { reason: "The body of the request is no JSON object." });
  }
  return { values, source: "json" };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError("InvalidParameter", { reason: "The body of the request is no JSON." });
  }
}
