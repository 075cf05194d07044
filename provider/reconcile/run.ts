import type { PostgresApi } from "../cloud/postgres-api";
import type { SslConfig, Task } from "../cloud/replies";
import type { Change } from "../errors/change-error";
import type { Deadline, Pace } from "../pace";
import type { Log } from "../progress";
import type { Wish } from "../properties";
import type { Instance } from "../ssl-config";
import type { TaskWatcher } from "../task-watcher";

/** What a reconciliation works with. */
export interface ReconcileTools {
  readonly api: PostgresApi;
  readonly tasks: TaskWatcher;
  readonly pace: Pace;
  readonly log: Log;
}

/** One reconciliation: what it is for, and what it has learned so far. Steps write what later steps and errors need. */
export interface Run extends ReconcileTools {
  readonly instance: Instance;
  readonly wish: Wish;
  readonly deadline: Deadline;
  /** The configuration as last observed. */
  observed?: SslConfig;
  /** Whether a change was accepted, or may have been. */
  mayHaveChanged: boolean;
  /** How often ModifyDBInstanceSSLConfig was sent with an unknown outcome, and how often it was refused for now. */
  unknownOutcomes: number;
  refusals: number;
  /** Whether these credentials may call DescribeTasks, as far as it was seen. */
  mayReadTasks: boolean;
  /** Ids of the tasks that were there before the change was sent; `undefined` where not all of them are known. */
  tasksBefore?: ReadonlySet<number>;
  /** The task that is waited for. */
  task?: Task;
  taskId?: number;
  requestId?: string;
  /** Why the outcome is unknown. */
  unknownBecause?: Error;
  /** The latest refusal that was not final. */
  refusedBecause?: Error;
}

/** The change for the errors that tell of it. */
export function changeOf(run: Run): Change {
  return { instance: run.instance, wish: run.wish, taskId: run.taskId, requestId: run.requestId };
}
