import { ApiError, isRecord } from "../contract";
import { type ApiRequest, headerOf } from "./call";

/** Parameters as they came, not yet held against the contract. */
export interface RawParameters {
  readonly values: Readonly<Record<string, unknown>>;
  /** Whether values have JSON's types, or are all text. */
  readonly source: "json" | "text";
}

/** Parameters nested again: `Filters.0.Name=x` is `{Filters: [{Name: "x"}]}`. All leaves are text. */
type TextTree = string | { readonly [key: string]: TextTree } | readonly TextTree[];

interface Branch {
  readonly children: Map<string, string | Branch>;
}

/** No parameter of the API lies deeper. */
const deepest = 8;

/**
 * Reads the parameters of a query or of a form.
 *
 * @throws ApiError InvalidParameter when the encoding is broken or a name comes twice
 */
export function readPairs(text: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const pair of text === "" ? [] : text.split("&")) {
    const at = pair.indexOf("=");
    if (at < 0) throw new ApiError("InvalidParameter", { reason: "Url key and value should be splited by `=`." });
    const name = decode(pair.slice(0, at));
    if (pairs.has(name)) throw contradiction(name);
    pairs.set(name, decode(pair.slice(at + 1)));
  }
  return pairs;
}

/**
 * Parameters of a query or form.
 *
 * @throws ApiError InvalidParameter when two names contradict each other or go too deep
 */
export function textParameters(pairs: ReadonlyMap<string, string>): RawParameters {
  const root = newBranch();
  for (const [name, value] of pairs) put(root, splitName(name), value, name);
  return { values: Object.fromEntries([...root.children].map(([key, node]) => [key, toTree(node)])), source: "text" };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new ApiError("InvalidParameter", { reason: "The parameters are not encoded properly." });
  }
}

function splitName(name: string): string[] {
  const parts = name.split(".", deepest + 1);
  if (parts.length > deepest) throw new ApiError("UnknownParameter", { name: name.slice(0, 100) });
  return parts;
}

function put(branch: Branch, path: readonly string[], value: string, name: string): void {
  const [key = "", ...rest] = path;
  const there = branch.children.get(key);
  if (rest.length === 0) {
    if (there !== undefined) throw contradiction(name);
    branch.children.set(key, value);
    return;
  }
  if (typeof there === "string") throw contradiction(name);
  const next = there ?? newBranch();
  branch.children.set(key, next);
  put(next, rest, value, name);
}

function toTree(node: string | Branch): TextTree {
  if (typeof node === "string") return node;
  const entries = [...node.children];
  if (entries.every(([key]) => /^\d{1,9}$/.test(key))) {
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, child]) => toTree(child));
  }
  return Object.fromEntries(entries.map(([key, child]) => [key, toTree(child)]));
}

function newBranch(): Branch {
  return { children: new Map() };
}

function contradiction(name: string): ApiError {
  return new ApiError("InvalidParameter", { reason: `The parameter \`${name.slice(0, 100)}\` is given twice.` });
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError("InvalidParameter", { reason: "The body of the request is no JSON." });
  }
}
