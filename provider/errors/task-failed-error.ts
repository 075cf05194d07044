import type { Task } from "../model/task";
import { describeTask } from "../model/task";
import { type Change, ChangeError } from "./change-error";

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
