import { asObject } from "../model/objects";

/** The shortest part of a secret that is hidden. Shorter ones say nothing, and appear in other texts by chance. */
const SHORTEST_PART = 8;

const HIDDEN = "***";

/** The text without the secrets and their parts. The cloud's words may quote a request, whole or cut. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets.filter((secret) => secret !== "").reduce(withoutSecret, text);
}

/**
 * A reply without the secrets in what its tasks say. Its other fields stay as they are: a part of a secret may be the beginning
 * of an instance's id.
 */
export function redactTasks(reply: unknown, secrets: readonly string[]): unknown {
  const tasks = asObject(reply)?.TaskSet;
  if (!Array.isArray(tasks)) return reply;
  const shown = (text: unknown): unknown => (typeof text === "string" ? redact(text, secrets) : text);
  const TaskSet = tasks.map((task: unknown) => {
    const details = asObject(asObject(task)?.TaskDetail);
    if (details === undefined) return task;
    return {
      ...asObject(task),
      TaskDetail: Object.fromEntries(Object.entries(details).map(([k, v]) => [k, shown(v)])),
    };
  });
  return { ...asObject(reply), TaskSet };
}

function withoutSecret(text: string, secret: string): string {
  let shown = "";
  for (let at = 0; at < text.length;) {
    const length = sharedLength(text, at, secret);
    shown += length === 0 ? text.charAt(at) : HIDDEN;
    at += length || 1;
  }
  return shown;
}

/** How many characters from here on are the secret or a part of it that must not be shown; 0 for none. */
function sharedLength(text: string, at: number, secret: string): number {
  let length = Math.min(secret.length, SHORTEST_PART);
  if (at + length > text.length || !secret.includes(text.slice(at, at + length))) return 0;
  while (at + length < text.length && secret.includes(text.slice(at, at + length + 1))) length += 1;
  return length;
}
