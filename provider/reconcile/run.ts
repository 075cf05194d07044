import type { PostgresApi } from "../cloud/postgres-api";
import type { Observed } from "../model/observed";
import type { Task } from "../model/task";
import type { Change } from "../errors/change-error";
import type { Deadline, Pace } from "../model/pace";
import type { Log } from "../tasks/progress";
import type { Desired } from "../model/desired";
import type { Instance } from "../model/instance";
import type { TaskWatcher } from "../tasks/task-watcher";

/** What a reconciliation works with. */
export interface ReconcileTools {
  readonly api: PostgresApi;
  readonly tasks: TaskWatcher;
  readonly pace: Pace;
  readonly log: Log;
  /** Called when a change of the instance is needed, and each time right before it is sent; what they throw ends it. */
  readonly beforeChange?: (instance: Instance) => Promise<void>;
  readonly beforeSend?: (() => Promise<void>) | undefined;
}

/** One reconciliation: what it is for, and what it has learned so far. Steps write what later steps and errors need. */
export interface Run extends ReconcileTools {
  readonly instance: Instance;
  readonly desired: Desired;
  readonly deadline: Deadline;
  /** The configuration as last observed. */
  observed?: Observed;
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
  return { instance: run.instance, desired: run.desired, taskId: run.taskId, requestId: run.requestId };
}
