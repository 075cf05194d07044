import { ApiError } from "./api-error";

/** Parameters of a GET request, nested again: `Filters.0.Name=x` is `{Filters: [{Name: "x"}]}`. All leaves are text. */
export type TextTree = string | { readonly [key: string]: TextTree } | readonly TextTree[];

interface Branch {
  readonly children: Map<string, string | Branch>;
}

/** @throws ApiError InvalidParameter when two names contradict each other or the encoding is broken */
export function nestParameters(query: string): Record<string, TextTree> {
  const root = newBranch();
  for (const [name, value] of pairs(query)) put(root, name.split("."), value, name);
  return Object.fromEntries([...root.children].map(([key, node]) => [key, toTree(node)]));
}

function pairs(query: string): [string, string][] {
  if (query === "") return [];
  return query.split("&").map((pair) => {
    const at = pair.indexOf("=");
    if (at < 0) throw new ApiError("InvalidParameter", { reason: "Url key and value should be splited by `=`." });
    return [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new ApiError("InvalidParameter", { reason: "The query is not encoded properly." });
  }
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
  return new ApiError("InvalidParameter", { reason: `The parameter \`${name}\` is given twice.` });
}
