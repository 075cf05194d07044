import { InstanceSslConfigError } from "../errors/package-errors";
import { describeChange, describeDesired, type Desired, desiredOf, type Instance } from "../model/ssl-setting";
import { describeTask } from "../model/task";
import { isoTime } from "../time/clock";
import type { Change, DataOf } from "./run";
import type { End } from "./states";

/** The setting that says how long a change may take. */
export type TimeoutSetting = "taskTimeoutSeconds" | "customTimeouts";

/** What an error tells of a change: what was to be changed, how long it had, and the trace that it left. */
export interface FailedChange extends Partial<Change> {
  readonly instance: Instance;
  readonly desired: Desired;
  readonly lastSeen: string;
  readonly timeoutSeconds: number;
  readonly timeoutSetting: TimeoutSetting;
}

/** A change that did not take effect: which change, what happened, and what to do. */
export class ChangeError extends InstanceSslConfigError {
  readonly taskId: number | undefined;
  readonly requestId: string | undefined;

  constructor(
    override readonly name: string,
    { instance, desired, before, taskId, requestId }: FailedChange,
    whatHappened: string,
    whatToDo: string,
    cause?: Error,
  ) {
    const subject = `${instance.dbInstanceId} (${instance.region}): ${describeChange(desired, before)}`;
    super(`${subject} ${whatHappened}. ${whatToDo}.`, cause && { cause });
    this.taskId = taskId;
    this.requestId = requestId;
  }
}

/** Task and request of a change in brackets, as far as they are known and `text` does not name them. */
function trace({ taskId, requestId }: Pick<FailedChange, "taskId" | "requestId">, text = ""): string {
  const parts = [taskId && `task ${taskId}`, requestId && `request ${requestId}`];
  const named = parts.filter((part) => part && !text.includes(part));
  return named.length === 0 ? "" : ` (${named.join(", ")})`;
}

/** A message that goes on in a sentence of another one. */
function clause(message: string): string {
  return message.replace(/\.$/, "");
}

const RAISE: Readonly<Record<TimeoutSetting, string>> = {
  taskTimeoutSeconds: "raise taskTimeoutSeconds",
  customTimeouts: "raise the resource's customTimeouts, which count instead of taskTimeoutSeconds",
};

/** The error of each end but the good one. */
export const ERRORS: {
  readonly [E in Exclude<End, "converged">]: (change: FailedChange, data: DataOf[E]) => ChangeError;
} = {
  taskFailed: ({ taskId: _, ...change }, { task }) => {
    const reason = task.message === undefined ? ", without a reason" : `: "${clause(task.message)}"`;
    const happened = `failed. ${describeTask(task).replace(/^task/, "Task")}${reason}${trace(change)}`;
    const advice =
      "See the task in the console; the next `pulumi up` looks at the instance and, where still needed, tries again";
    return new ChangeError("TaskFailedError", { ...change, taskId: task.taskId }, happened, advice);
  },

  timedOut: (change) => {
    const rest =
      change.mayBeMade === true
        ? "It goes on in the cloud; the next `pulumi up` waits for it without starting it again"
        : "This run changed nothing; the next `pulumi up` waits for what still runs and looks again";
    const { lastSeen } = change;
    const happened = `was not finished after ${change.timeoutSeconds} s${trace(change, lastSeen)}. Last seen: ${clause(lastSeen)}`;
    const advice = `${rest}. If such tasks take longer, ${RAISE[change.timeoutSetting]}`;
    return new ChangeError("TaskTimeoutError", change, happened, advice);
  },

  notVerified: (change, { observed: { connectAddress = "no address", ...observed } }) => {
    const seen = describeDesired(desiredOf({ ...observed, connectAddress }));
    const happened = `had no effect${trace(change)}: the cloud reports it as done, but SSL is ${seen}`;
    const advice = "Check the instance in the console; the next `pulumi up` tries again";
    return new ChangeError("NotVerifiedError", change, happened, advice);
  },

  outcomeUnknown: (change, { cause }) => {
    const { mayArriveUntilMs = 0 } = change;
    const happened = `was sent, and it is unknown whether the cloud started it: no effect of it was seen (${clause(cause.message)})`;
    const advice =
      mayArriveUntilMs > Date.now()
        ? "It was not sent again, because the cloud may still accept it and would then restart the database twice. Run " +
          `\`pulumi up\` again: it looks first, and sends no other change before ${isoTime(mayArriveUntilMs)}`
        : "It was not sent again, because that could restart the database twice. Run `pulumi up` again: it looks first";
    return new ChangeError("UnknownOutcomeError", change, happened, advice, cause);
  },

  cancelled: (change) => {
    const { mayBeMade, lastSeen } = change;
    const happened =
      mayBeMade === true
        ? `was cancelled${trace(change, lastSeen)}. Last seen: ${clause(lastSeen)}`
        : "was cancelled before it was started";
    const advice =
      mayBeMade === true
        ? "What was started goes on in the cloud; the next `pulumi up` takes it over without starting it again"
        : "Nothing was changed; the next `pulumi up` starts from what it finds";
    return new ChangeError("ChangeCancelledError", change, happened, advice);
  },
};

/** The change was started but could not be followed to its end. It may still take effect. */
export function interrupted(change: FailedChange, cause: Error): ChangeError {
  const { message } = cause;
  const happened = `was started${trace(change, message)}, but could not be followed to its end: ${clause(message)}`;
  const advice =
    "It goes on in the cloud; the next `pulumi up` looks at the instance and does only what is still needed";
  return new ChangeError("ChangeInterruptedError", change, happened, advice, cause);
}
