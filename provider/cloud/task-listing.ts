import type { Instance } from "../model/ssl-setting";
import type { Task } from "../model/task";
import type { Limits } from "../time/budget";
import type { PostgresApi, Sending, TaskPage, TaskQuery } from "./postgres-api";
import { cloudTime } from "./replies";

/** The most that DescribeTasks lists at once. */
const PAGE_SIZE = 100;

type Request = Limits & Pick<Sending, "goesFirst">;

/** The three forms in which DescribeTasks is asked, in the API's own names. */
export class TaskListing {
  constructor(private readonly api: Pick<PostgresApi, "describeTasks">) {}

  async byId(region: string, taskId: number, request: Request): Promise<Task | undefined> {
    const { tasks } = await this.page(region, { TaskId: taskId, Limit: 1 }, request);
    return tasks.find((task) => task.taskId === taskId);
  }

  /** All tasks of the instance. One that is missing here does not exist. */
  async ofInstance({ region, dbInstanceId }: Instance, request: Request): Promise<readonly Task[]> {
    const { tasks } = await this.read(region, { DBInstanceId: dbInstanceId }, request);
    return tasks.filter((task) => task.instanceId === dbInstanceId);
  }

  /** The region's tasks that started at that time or later, and how many pages they fill. */
  since(region: string, startedAtMs: number, request: Request): ReturnType<TaskListing["read"]> {
    const MinStartTime = cloudTime.format(startedAtMs);
    // The oldest first, so that a task that starts meanwhile moves no other task to another page.
    return this.read(region, { MinStartTime, OrderBy: "StartTime", OrderByType: "asc" }, request);
  }

  private async read(region: string, query: TaskQuery, request: Request): Promise<{ tasks: Task[]; pages: number }> {
    const tasks = new Map<number, Task>();
    for (let pages = 1; ; pages += 1) {
      const known = tasks.size;
      const Offset = (pages - 1) * PAGE_SIZE;
      const page = await this.page(region, { ...query, Limit: PAGE_SIZE, ...(Offset > 0 && { Offset }) }, request);
      page.tasks.forEach((task) => tasks.set(task.taskId, task));
      // A total that the pages never reach must not keep this loop going.
      const isLast = page.totalCount <= pages * PAGE_SIZE || tasks.size === known;
      if (isLast || request.budget.isOver) return { tasks: [...tasks.values()], pages };
    }
  }

  private page(region: string, query: TaskQuery, { budget, signal, goesFirst }: Request): Promise<TaskPage> {
    return this.api.describeTasks(region, query, { budget, signal }, { goesFirst });
  }
}
