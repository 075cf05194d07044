import { ApiError } from "../cloud/api-error";
import { cloudTime } from "../cloud/replies";
import type { PostgresApi, TaskQuery } from "../cloud/postgres-api";
import type { Task } from "../model/task";
import type { Limits } from "../time/budget";

/** The most that DescribeTasks lists at once. */
const PAGE_SIZE = 100;

interface Asking extends Limits {
  /** Whether the question goes ahead of all others. */
  readonly goesFirst?: boolean;
}

/** The three forms in which DescribeTasks is asked about a region, each of which may be permitted or not. */
export class TaskQuestions {
  private mayAskById = true;

  constructor(
    private readonly api: PostgresApi,
    private readonly region: string,
  ) {}

  /** All tasks of the instance. One that is missing here does not exist. */
  async ofInstance(instanceId: string, asking: Asking): Promise<readonly Task[]> {
    const { tasks } = await this.read({ DBInstanceId: instanceId }, asking);
    return tasks.filter((task) => task.instanceId === instanceId);
  }

  /** The task, or `undefined` where the cloud does not list it. Without permission to ask by id, asks for its instance. */
  async byId(taskId: number, instanceId: string, asking: Asking): Promise<Task | undefined> {
    if (this.mayAskById) {
      try {
        const { tasks } = await this.ask({ TaskId: taskId, Limit: 1 }, asking);
        return tasks.find((task) => task.taskId === taskId);
      } catch (error) {
        if (!(error instanceof ApiError) || error.verdict !== "denied") throw error;
        this.mayAskById = false;
      }
    }
    return (await this.ofInstance(instanceId, asking)).find((task) => task.taskId === taskId);
  }

  /** The region's tasks that started at that time or later, and how many pages they fill. */
  since(startedAtMs: number, asking: Asking): Promise<{ readonly tasks: readonly Task[]; readonly pages: number }> {
    const MinStartTime = cloudTime.format(startedAtMs);
    // The oldest first, so that a task that starts meanwhile moves no other task to another page.
    return this.read({ MinStartTime, OrderBy: "StartTime", OrderByType: "asc" }, asking);
  }

  private async read(query: TaskQuery, asking: Asking): Promise<{ tasks: readonly Task[]; pages: number }> {
    const tasks = new Map<number, Task>();
    for (let pages = 1; ; pages += 1) {
      const known = tasks.size;
      const Offset = (pages - 1) * PAGE_SIZE;
      const page = await this.ask({ ...query, Limit: PAGE_SIZE, ...(Offset > 0 && { Offset }) }, asking);
      page.tasks.forEach((task) => tasks.set(task.taskId, task));
      // A total that the pages never reach must not keep this loop going.
      const isLast = page.totalCount <= pages * PAGE_SIZE || tasks.size === known;
      if (isLast || asking.budget.isOver) return { tasks: [...tasks.values()], pages };
    }
  }

  private ask(query: TaskQuery, { goesFirst, ...limits }: Asking): ReturnType<PostgresApi["describeTasks"]> {
    return this.api.describeTasks(this.region, query, limits, { goesFirst });
  }
}
