import type { DatabaseAnswer, DownloadAnswer, Fields, Reply } from "./question";

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
