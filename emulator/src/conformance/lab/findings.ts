import { isRecord } from "../../contract";
import type { ApiAnswer, DatabaseAnswer, DownloadAnswer } from "./question";

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
export function replyOf(answer: ApiAnswer): Reply {
  if ("failure" in answer) return { code: `no reply: ${answer.failure}`, message: answer.failure, fields: {} };
  const fields = object(object(answer.body).Response);
  if (fields.Error === undefined) return { code: undefined, message: "", fields };
  const error = object(fields.Error);
  return { code: text(error.Code), message: text(error.Message), fields };
}

/** A reply in a few words: its code, or what was accepted. */
export function told({ code, fields }: Reply): string {
  if (code !== undefined) return code;
  return typeof fields.TaskId === "number" ? `accepted as task ${fields.TaskId}` : "accepted";
}

export function object(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

export function list(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(object) : [];
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** One look at an instance whose setting is being changed. The task is asked for last: while it runs, so did the others' time. */
export interface Look {
  readonly config: Fields;
  readonly status: string;
  readonly task: Fields | undefined;
}

/** One change of the setting, and all that was seen of it. */
export interface Change {
  readonly name: string;
  readonly asked: Fields;
  readonly before: Fields;
  readonly reply: Reply;
  readonly looks: readonly Look[];
  /** What the same call got while the task was running; undefined when that was missed. */
  readonly whileBusy: Reply | undefined;
  readonly after: Fields;
}

/** What Modify answers to settings that the cloud should refuse. */
export interface Refusals {
  readonly missingAddress: Reply;
  readonly malformedAddress: Reply;
  readonly foreignAddress: Reply;
  /** Undefined without an instance that is too old. */
  readonly oldVersion: Reply | undefined;
}

/** What a client of the database saw at the protected address; a failure when it cannot be reached from here. */
export interface DatabaseViews {
  readonly withoutTls: DatabaseAnswer;
  readonly first: DatabaseAnswer;
  /** After the same setting was made again. */
  readonly second: DatabaseAnswer;
}

/** All that changing the instance has shown. */
export interface Tour {
  readonly instance: Fields;
  readonly on: Change;
  readonly again: Change;
  /** Undefined when the instance has no public domain name. */
  readonly moved: Change | undefined;
  readonly off: Change;
  readonly database: DatabaseViews;
  readonly download: DownloadAnswer;
  readonly refusals: Refusals;
}
