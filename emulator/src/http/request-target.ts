/** What a request is for, taken out of its first line. */
export interface RequestTarget {
  /** Host and port of a target in absolute form, as clients send it to a proxy. */
  readonly authority: string | undefined;
  readonly path: string;
  /** What follows the question mark. */
  readonly query: string;
}

const absoluteForm = /^https?:\/\/([\w.:[\]-]+)((?:[/?].*)?)$/i;

/** Reads a request's target. The path is taken as it stands, so that no other way of writing it leads anywhere else. */
export function requestTarget(url: string): RequestTarget {
  const [, authority, rest = url] = absoluteForm.exec(url) ?? [];
  const at = rest.indexOf("?");
  const [path, query] = at < 0 ? [rest, ""] : [rest.slice(0, at), rest.slice(at + 1)];
  return { authority, path: path === "" ? "/" : path, query };
}
