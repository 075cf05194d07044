import { ApiError } from "../cloud/api-error";
import type { PostgresApi } from "../cloud/postgres-api";
import type { Instance } from "../model/ssl-setting";
import type { Task } from "../model/task";
import { type Limits, TimeIsUp } from "../time/budget";
import { unlessCancelled } from "../time/cancellation";
import type { Pace } from "../time/pace";
import { RegionWatch, type Watch } from "./region-watch";
import { TaskQuestions } from "./task-questions";

interface Region {
  readonly questions: TaskQuestions;
  readonly watch: RegionWatch;
}

/** Reads the tasks of instances, and watches tasks for every wait of the process. */
export class TaskWatcher {
  private readonly regions = new Map<string, Region>();

  constructor(
    private readonly api: PostgresApi,
    private readonly pace: Pace,
  ) {}

  /** All tasks of the instance, asked for by its id: only this proves that none runs. */
  ofInstance({ region, dbInstanceId }: Instance, limits: Limits, goesFirst = false): Promise<readonly Task[]> {
    return this.in(region).questions.ofInstance(dbInstanceId, { ...limits, goesFirst });
  }

  /**
   * Watches a task until `judge` returns something. `judge` gets the task each time it is seen, or `undefined` when the cloud
   * lists no such task. Returns `undefined` at the deadline, after a last look.
   */
  async watch<T>(
    { region, dbInstanceId: instanceId }: Instance,
    taskId: number,
    limits: Limits,
    judge: (task: Task | undefined) => T | undefined,
  ): Promise<T | undefined> {
    const { questions, watch } = this.in(region);
    let end: () => void = () => undefined;
    const found = new Promise<T>((resolve, fail) => {
      const tell: Watch["tell"] = (task) => {
        const verdict = judge(task);
        if (verdict !== undefined) resolve(verdict);
      };
      const mine: Watch = { taskId, instanceId, tell, fail };
      watch.add(mine);
      end = () => watch.remove(mine);
    });
    try {
      return await limits.budget.within(unlessCancelled(limits.signal, found));
    } catch (error) {
      if (!(error instanceof TimeIsUp)) throw error;
    } finally {
      end();
    }
    try {
      return judge(await questions.byId(taskId, instanceId, { ...limits, goesFirst: true }));
    } catch (error) {
      // There is no time left to ask again, and what was last seen says more than this error.
      const isPassing = error instanceof ApiError && (error.verdict === "again" || error.verdict === "limited");
      if (error instanceof TimeIsUp || isPassing) return undefined;
      throw error;
    }
  }

  private in(name: string): Region {
    const known = this.regions.get(name);
    if (known !== undefined) return known;
    const questions = new TaskQuestions(this.api, name);
    const region = { questions, watch: new RegionWatch(questions, this.pace) };
    this.regions.set(name, region);
    return region;
  }
}
