import { InstanceSslConfigError } from "../errors/package-errors";
import { describeChange, describeDesired, type Desired, type Instance, type Observed } from "../model/ssl-setting";
import { describeTask, type Task } from "../model/task";
import { isoTime } from "../time/clock";

/** What an error tells of a change: the instance, the setting before it where that was seen, and the trace that it left. */
export interface FailedChange {
  readonly instance: Instance;
  readonly desired: Desired;
  readonly before?: Observed | undefined;
  readonly taskId?: number | undefined;
  readonly requestId?: string | undefined;
  /** Whether the cloud made the change, or may have. */
  readonly mayBeMade?: boolean;
}

/** The base of the errors about a change that did not take effect: which change, what happened, and what to do. */
export abstract class ChangeError extends InstanceSslConfigError {
  readonly taskId: number | undefined;
  readonly requestId: string | undefined;

  constructor(change: FailedChange, whatHappened: string, whatToDo: string, options?: ErrorOptions) {
    const { instance, desired, before } = change;
    const subject = `${instance.dbInstanceId} (${instance.region}): ${describeChange(desired, before)}`;
    super(`${subject} ${whatHappened}. ${whatToDo}.`, options);
    this.taskId = change.taskId;
    this.requestId = change.requestId;
  }
}

/** Task and request of a change in brackets, as far as they are known and `text` does not name them. */
function trace({ taskId, requestId }: FailedChange, text = ""): string {
  const parts = [
    taskId === undefined ? [] : [`task ${taskId}`],
    requestId === undefined ? [] : [`request ${requestId}`],
  ];
  const named = parts.flat().filter((part) => !text.includes(part));
  return named.length === 0 ? "" : ` (${named.join(", ")})`;
}

/** A message that goes on in a sentence of another one. */
function clause(message: string): string {
  return message.replace(/\.$/, "");
}

/** The run was cancelled before the change took effect. */
export class ChangeCancelledError extends ChangeError {
  override readonly name = "ChangeCancelledError";

  /** @param lastSeen what was last seen of the change; absent where none was started */
  constructor(change: FailedChange, lastSeen: string | undefined) {
    super(
      change,
      lastSeen === undefined
        ? "was cancelled before it was started"
        : `was cancelled${trace(change, lastSeen)}. Last seen: ${clause(lastSeen)}`,
      lastSeen === undefined
        ? "Nothing was changed; the next `pulumi up` starts from what it finds"
        : "What was started goes on in the cloud; the next `pulumi up` takes it over without starting it again",
    );
  }
}

/** The change was started but could not be followed to its end. It may still take effect. */
export class ChangeInterruptedError extends ChangeError {
  override readonly name = "ChangeInterruptedError";

  constructor(change: FailedChange, cause: Error) {
    super(
      change,
      `was started${trace(change, cause.message)}, but could not be followed to its end: ${clause(cause.message)}`,
      "It goes on in the cloud; the next `pulumi up` looks at the instance and does only what is still needed",
      { cause },
    );
  }
}

/** The cloud reports success, but the instance's SSL configuration is not the desired one. */
export class NotVerifiedError extends ChangeError {
  override readonly name = "NotVerifiedError";

  constructor(change: FailedChange, observed: Observed) {
    super(
      change,
      `had no effect${trace(change)}: the cloud reports it as done, but SSL is ${describeConfig(observed)}`,
      "Check the instance in the console; the next `pulumi up` tries again",
    );
  }
}

function describeConfig({ sslEnabled, connectAddress = "no address" }: Observed): string {
  return describeDesired(sslEnabled ? { sslEnabled, connectAddress } : { sslEnabled });
}

/** The cloud accepted the change, and its task ended without success. */
export class TaskFailedError extends ChangeError {
  override readonly name = "TaskFailedError";

  constructor(change: FailedChange, task: Task) {
    const reason = task.message === undefined ? ", without a reason" : `: "${clause(task.message)}"`;
    const happened = describeTask(task).replace(/^task/, "Task");
    super(
      { ...change, taskId: task.taskId },
      `failed. ${happened}${reason}${trace({ ...change, taskId: undefined })}`,
      "See the task in the console; the next `pulumi up` looks at the instance and, where still needed, tries again",
    );
  }
}

/** The setting that says how long a change may take. */
export type TimeoutSetting = "taskTimeoutSeconds" | "customTimeouts";

const RAISE: Readonly<Record<TimeoutSetting, string>> = {
  taskTimeoutSeconds: "raise taskTimeoutSeconds",
  customTimeouts: "raise the resource's customTimeouts, which count instead of taskTimeoutSeconds",
};

/** The time for the change ran out. A task that was started goes on in the cloud. */
export class TaskTimeoutError extends ChangeError {
  override readonly name = "TaskTimeoutError";

  constructor(change: FailedChange, timeoutSeconds: number, lastSeen: string, setting: TimeoutSetting) {
    const rest =
      change.mayBeMade === true
        ? "It goes on in the cloud; the next `pulumi up` waits for it without starting it again"
        : "This run changed nothing; the next `pulumi up` waits for what still runs and looks again";
    super(
      change,
      `was not finished after ${timeoutSeconds} s${trace(change, lastSeen)}. Last seen: ${clause(lastSeen)}`,
      `${rest}. If such tasks take longer, ${RAISE[setting]}`,
    );
  }
}

/** The change was sent, its reply was lost, and no effect of it was seen. */
export class UnknownOutcomeError extends ChangeError {
  override readonly name = "UnknownOutcomeError";

  /** @param acceptableUntilMs until when the cloud may still accept what was sent; absent where it cannot */
  constructor(change: FailedChange, cause: Error, acceptableUntilMs?: number) {
    const isOnItsWay = acceptableUntilMs !== undefined && acceptableUntilMs > Date.now();
    super(
      change,
      `was sent, and it is unknown whether the cloud started it: no effect of it was seen (${clause(cause.message)})`,
      isOnItsWay
        ? "It was not sent again, because the cloud may still accept it and would then restart the database twice. Run " +
            `\`pulumi up\` again: it looks first, and sends no other change before ${isoTime(acceptableUntilMs)}`
        : "It was not sent again, because that could restart the database twice. Run `pulumi up` again: it looks first",
      { cause },
    );
  }
}
