import type { PostgresApi } from "./cloud/postgres-api";
import type { Task } from "./cloud/replies";
import type { Deadline } from "./pace";

/** Looks up tasks for everybody in the process who waits for one. */
export class TaskWatcher {
  constructor(private readonly api: PostgresApi) {}

  /** The task as it is now, or `undefined` while the cloud does not list it. */
  async find(region: string, taskId: number, deadline: Deadline): Promise<Task | undefined> {
    const { tasks } = await this.api.describeTasks(region, { TaskId: taskId, Limit: 1 }, deadline);
    return tasks.find((task) => task.taskId === taskId);
  }
}
