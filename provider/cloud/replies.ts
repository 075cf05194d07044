import type { Observed } from "../model/observed";
import type { Task } from "../model/task";
import { cloudTime } from "./cloud-time";
import { canonicalAddress } from "../model/address";
import { printable, printableValue } from "../model/printable";

/** The reply to an accepted ModifyDBInstanceSSLConfig. */
export interface AcceptedChange {
  /** Absent when the cloud named no task (TaskId 0 or none). */
  readonly taskId?: number;
  readonly requestId: string;
}

/** A reply that breaks the API's contract. The request may or may not have had its effect. */
export class UnreadableReply extends Error {
  override readonly name = "UnreadableReply";
}

export function readSslConfig(reply: unknown): Observed {
  const fields = objectOf(reply, "the reply");
  if (typeof fields.SSLEnabled !== "boolean") throw unreadable("SSLEnabled", "a boolean", fields.SSLEnabled);
  return {
    sslEnabled: fields.SSLEnabled,
    // In the same spelling as `check` writes it, so that spelling alone is neither a change nor drift.
    ...optional("connectAddress", addressOf(fields)),
    ...optional("caUrl", textOf(fields, "CAUrl", 2048)),
    ...optional("caCertificate", certificateOf(fields)),
  };
}

export function readAcceptedChange(reply: unknown): AcceptedChange {
  const fields = objectOf(reply, "the reply");
  const requestId = textOf(fields, "RequestId", 100);
  if (requestId === undefined) throw unreadable("RequestId", "text", fields.RequestId);
  const taskId = taskIdOf(fields.TaskId);
  return { requestId, ...optional("taskId", taskId === 0 ? undefined : taskId) };
}

export function readTasks(reply: unknown): { readonly tasks: Task[]; readonly totalCount: number } {
  const fields = objectOf(reply, "the reply");
  const { TaskSet: taskSet, TotalCount: totalCount } = fields;
  if (!Array.isArray(taskSet)) throw unreadable("TaskSet", "a list", taskSet);
  const tasks = taskSet.map(readTask);
  return { tasks, totalCount: typeof totalCount === "number" ? totalCount : tasks.length };
}

function readTask(entry: unknown): Task {
  const fields = objectOf(entry, "TaskSet's entry");
  const taskId = taskIdOf(fields.TaskId);
  const status = textOf(fields, "Status", 60);
  if (taskId === undefined) throw unreadable("TaskId", "a number", fields.TaskId);
  if (status === undefined) throw unreadable("Status", "text", fields.Status);
  const detail = fields.TaskDetail == null ? {} : objectOf(fields.TaskDetail, "TaskDetail");
  return {
    taskId,
    status,
    taskType: textOf(fields, "TaskType", 100) ?? "",
    instanceId: textOf(fields, "DBInstanceId", 60) ?? "",
    progress: typeof fields.Progress === "number" ? fields.Progress : 0,
    startedAtMs: cloudTime.parse(textOf(fields, "StartTime", 30) ?? ""),
    endedAtMs: cloudTime.parse(textOf(fields, "EndTime", 30) ?? ""),
    ...optional("step", textOf(detail, "CurrentStep", 200)),
    ...optional("message", textOf(detail, "Message", 500)),
  };
}

/** Related actions answer with ids as text although the contract says integer, so both are accepted. */
function taskIdOf(value: unknown): number | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const id = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof id !== "number" || !Number.isSafeInteger(id) || id < 0) throw unreadable("TaskId", "a number", value);
  return id;
}

function objectOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw unreadable(what, "an object", value);
}

/** Text that is shown and stored, so it is made printable. Empty text counts as absent. */
function textOf(fields: Readonly<Record<string, unknown>>, name: string, maxLength: number): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") throw unreadable(name, "text", value);
  return printable(value, maxLength);
}

function addressOf(fields: Readonly<Record<string, unknown>>): string | undefined {
  const text = textOf(fields, "ConnectAddress", 255);
  return text === undefined ? undefined : canonicalAddress(text);
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{1,20000}-----END CERTIFICATE-----/g;

/** Only the certificates themselves: nothing else in the field may reach the state or a trust store. */
function certificateOf(fields: Readonly<Record<string, unknown>>): string | undefined {
  const value = fields.CACert;
  if (typeof value !== "string") return undefined;
  const blocks = value.slice(0, 100_000).match(CERTIFICATE);
  return blocks === null ? undefined : `${blocks.join("\n")}\n`;
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<K, V>>);
}

function unreadable(what: string, expected: string, found: unknown): UnreadableReply {
  return new UnreadableReply(`${what} should be ${expected}, but is ${printableValue(found)}`);
}
