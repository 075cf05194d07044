import { describeDesired, type Desired, type Instance, type Observed } from "../model/ssl-setting";
import { describeTask, type Task } from "../model/task";
import { InstanceSslConfigError } from "./package-errors";

/** A change of an instance's SSL setting, and the trace that it left. */
export interface Change {
  readonly instance: Instance;
  readonly desired: Desired;
  readonly taskId?: number | undefined;
  readonly requestId?: string | undefined;
}

/** The base of the errors about a change that did not take effect. The message starts with what was being changed. */
export abstract class ChangeError extends InstanceSslConfigError {
  readonly taskId: number | undefined;
  readonly requestId: string | undefined;

  constructor(change: Change, whatHappened: string, whatToDo: string, options?: ErrorOptions) {
    super(`${describeChange(change)}: ${whatHappened}. ${whatToDo}.`, options);
    this.taskId = change.taskId;
    this.requestId = change.requestId;
  }
}

function describeChange({ instance, desired, taskId, requestId }: Change): string {
  const task = taskId === undefined ? [] : [`task ${taskId}`];
  const request = requestId === undefined ? [] : [`request ${requestId}`];
  const trace = [instance.region, ...task, ...request].join(", ");
  return `turning SSL ${describeDesired(desired)} for ${instance.dbInstanceId} (${trace})`;
}

/** The run was cancelled before the change took effect. */
export class ChangeCancelledError extends ChangeError {
  override readonly name = "ChangeCancelledError";

  /** @param lastSeen what was last seen of the change; absent where none was started */
  constructor(change: Change, lastSeen: string | undefined) {
    super(
      change,
      lastSeen === undefined ? "cancelled before the change was started" : `cancelled, last seen: ${lastSeen}`,
      lastSeen === undefined
        ? "Nothing was changed; the next `pulumi up` starts from what it finds"
        : "What was started goes on in the cloud; the next `pulumi up` takes it over without starting it again",
    );
  }
}

/** The change was started but could not be followed to its end. It may still take effect. */
export class ChangeInterruptedError extends ChangeError {
  override readonly name = "ChangeInterruptedError";

  constructor(change: Change, cause: Error) {
    super(
      change,
      `the change was started, but could not be followed to its end: ${cause.message.replace(/\.$/, "")}`,
      "It goes on in the cloud; the next `pulumi up` looks at the instance and does only what is still needed",
      { cause },
    );
  }
}

/** The cloud reports success, but the instance's SSL configuration is not the desired one. */
export class NotVerifiedError extends ChangeError {
  override readonly name = "NotVerifiedError";

  constructor(change: Change, observed: Observed) {
    super(
      change,
      `the cloud reports the change as done, but the instance has SSL ${describeConfig(observed)}`,
      "Check the instance in the console; the next `pulumi up` tries again",
    );
  }
}

function describeConfig({ sslEnabled, connectAddress }: Observed): string {
  return sslEnabled ? `on for ${connectAddress ?? "no address"}` : "off";
}

/** The cloud accepted the change, and its task ended without success. */
export class TaskFailedError extends ChangeError {
  override readonly name = "TaskFailedError";

  constructor(change: Change, task: Task) {
    const message = task.message === undefined ? "without a message" : `with the message "${task.message}"`;
    super(
      { ...change, taskId: task.taskId },
      `${describeTask(task)}, ${message}`,
      "See the task in the console; the next `pulumi up` looks at the instance and, where still needed, tries again",
    );
  }
}

/** The time for the change ran out. A task that was started goes on in the cloud. */
export class TaskTimeoutError extends ChangeError {
  override readonly name = "TaskTimeoutError";

  constructor(change: Change, timeoutSeconds: number, lastSeen: string) {
    super(
      change,
      `not finished after ${timeoutSeconds} s: ${lastSeen}`,
      "It goes on in the cloud; the next `pulumi up` waits for it without starting it again. If such tasks take longer, " +
        "raise taskTimeoutSeconds (with the provider plugin: or the custom timeout, where one is set)",
    );
  }
}

/** The change was sent, its reply was lost, and no effect of it was seen. */
export class UnknownOutcomeError extends ChangeError {
  override readonly name = "UnknownOutcomeError";

  constructor(change: Change, cause: Error) {
    super(
      change,
      `it is unknown whether the cloud started the change, and no effect of it was seen (${cause.message})`,
      "It was not sent again, because that could restart the database twice. Run `pulumi up` again: it looks first",
      { cause },
    );
  }
}
