import type { Instance } from "../model/ssl-setting";
import type { Task } from "../model/task";
import type { Limits } from "../time/budget";

/** How a request for tasks is sent. */
export interface TaskRequest extends Limits {
  /** Whether it goes ahead of others. */
  readonly goesFirst?: boolean | undefined;
}

/** What an API has to tell of tasks. Each form may be permitted or not, and throws RequestError where it fails. */
export interface TaskApi {
  byId(region: string, taskId: number, request: TaskRequest): Promise<Task | undefined>;
  /** All tasks of the instance. */
  ofInstance(instance: Instance, request: TaskRequest): Promise<readonly Task[]>;
  /** The region's tasks that started at that time or later, and how many requests that took. */
  since(region: string, startedAtMs: number, request: TaskRequest): Promise<Listing>;
}

export interface Listing {
  readonly tasks: readonly Task[];
  readonly pages: number;
}

/**
 * What a look at a task saw: the task; `absent` where the cloud, asked by its id, knows none; or `unknown` where it was left out
 * of a listing or there was no reply, which permits no conclusion.
 */
export type Seen = Task | "absent" | "unknown";
