import { type Change, ChangeError } from "./change-error";

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
