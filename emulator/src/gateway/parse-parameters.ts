import { ApiError } from "./api-error";
import { nestParameters } from "./flat-parameters";
import { type ApiRequest, headerOf } from "./request";

/** Parameters as they came, not yet held against the contract. */
export interface RawParameters {
  readonly values: Readonly<Record<string, unknown>>;
  /** Whether values have JSON's types, or are all text. */
  readonly source: "json" | "text";
}

/** @throws ApiError InvalidParameter when the body is no JSON object, or the query is not encoded properly */
export function parseParameters(request: ApiRequest): RawParameters {
  if (request.method === "GET") return { values: nestParameters(request.query), source: "text" };
  return { values: parseBody(request), source: "json" };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseBody(request: ApiRequest): Record<string, unknown> {
  const contentType = headerOf(request, "content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(contentType)) {
    throw new ApiError("InvalidParameter", { reason: `The Content-Type \`${contentType}\` is not supported.` });
  }
  if (request.body.length === 0) return {};
  const parsed = parseJson(request.body.toString("utf8"));
  if (!isRecord(parsed))
    throw new ApiError("InvalidParameter", { reason: "The body of the request is no JSON object." });
  return parsed;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError("InvalidParameter", { reason: "The body of the request is no JSON." });
  }
}
