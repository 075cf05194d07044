import { canonicalAddress, type Observed } from "../model/ssl-setting";
import type { Task } from "../model/task";
import { defined } from "../model/objects";
import { type Fields, listOf, objectOf, textOf, unreadable } from "./reply-fields";
import { taskReason } from "./task-reason";

/** The reply to an accepted ModifyDBInstanceSSLConfig. */
export interface AcceptedChange {
  /** Absent when the cloud named no task (TaskId 0 or none). */
  readonly taskId?: number;
  readonly requestId: string;
}

export function readSslConfig(reply: unknown): Observed {
  const fields = objectOf(reply, "the reply");
  if (typeof fields.SSLEnabled !== "boolean") throw unreadable("SSLEnabled", "a boolean", fields.SSLEnabled);
  return defined({
    sslEnabled: fields.SSLEnabled,
    // In the same spelling as `check` writes it, so that spelling alone is neither a change nor drift.
    connectAddress: addressOf(fields),
    caUrl: textOf(fields, "CAUrl", 2048),
    caCertificate: certificateOf(fields),
  });
}

export function readAcceptedChange(reply: unknown): AcceptedChange {
  const fields = objectOf(reply, "the reply");
  const requestId = textOf(fields, "RequestId", 100);
  if (requestId === undefined) throw unreadable("RequestId", "text", fields.RequestId);
  const taskId = taskIdOf(fields.TaskId);
  return defined({ requestId, taskId: taskId === 0 ? undefined : taskId });
}

export function readTasks(reply: unknown): { readonly tasks: Task[]; readonly totalCount: number } {
  const fields = objectOf(reply, "the reply");
  const { TotalCount: totalCount } = fields;
  if (fields.TaskSet == null) throw unreadable("TaskSet", "a list", fields.TaskSet);
  const tasks = listOf(fields, "TaskSet").map(readTask);
  return { tasks, totalCount: typeof totalCount === "number" ? totalCount : tasks.length };
}

function readTask(entry: unknown): Task {
  const fields = objectOf(entry, "TaskSet's entry");
  const taskId = taskIdOf(fields.TaskId);
  const status = textOf(fields, "Status", 60);
  if (taskId === undefined) throw unreadable("TaskId", "a number", fields.TaskId);
  if (status === undefined) throw unreadable("Status", "text", fields.Status);
  const detail = fields.TaskDetail == null ? {} : objectOf(fields.TaskDetail, "TaskDetail");
  return defined({
    taskId,
    status,
    taskType: textOf(fields, "TaskType", 100) ?? "",
    instanceId: textOf(fields, "DBInstanceId", 60) ?? "",
    progress: typeof fields.Progress === "number" ? fields.Progress : 0,
    startedAtMs: cloudTime.parse(textOf(fields, "StartTime", 30) ?? ""),
    endedAtMs: cloudTime.parse(textOf(fields, "EndTime", 30) ?? ""),
    step: textOf(detail, "CurrentStep", 200),
    message: taskReason(detail),
  });
}

/** Related actions answer with ids as text although the contract says integer, so both are accepted. */
function taskIdOf(value: unknown): number | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const id = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof id !== "number" || !Number.isSafeInteger(id) || id < 0) throw unreadable("TaskId", "a number", value);
  return id;
}

function addressOf(fields: Fields): string | undefined {
  const text = textOf(fields, "ConnectAddress", 255);
  return text === undefined ? undefined : canonicalAddress(text);
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{1,20000}-----END CERTIFICATE-----/g;

/** Only the certificates themselves: nothing else in the field may reach the state or a trust store. */
function certificateOf(fields: Fields): string | undefined {
  const value = fields.CACert;
  if (typeof value !== "string") return undefined;
  const blocks = value.slice(0, 100_000).match(CERTIFICATE);
  return blocks === null ? undefined : `${blocks.join("\n")}\n`;
}

/**
 * The clock of the API's tasks: `YYYY-MM-DD HH:MM:SS` without a zone, which is UTC+8 everywhere.
 *
 * Source: DescribeTasks, StartTime; its examples carry an epoch in a table name that shows the zone.
 */
const OFFSET_MS = 8 * 60 * 60_000;

export const cloudTime = {
  /** The API's text for a moment in milliseconds since 1970. */
  format(ms: number): string {
    return new Date(ms + OFFSET_MS).toISOString().slice(0, 19).replace("T", " ");
  },

  /** Milliseconds since 1970 for the API's text; 0 for any other text. */
  parse(text: string): number {
    const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(text);
    const ms = match === null ? Number.NaN : Date.parse(`${match[1] ?? ""}T${match[2] ?? ""}Z`) - OFFSET_MS;
    return Number.isNaN(ms) ? 0 : ms;
  },
};
