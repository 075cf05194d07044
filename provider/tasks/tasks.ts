import { RequestError } from "../errors/request-error";
import type { Instance } from "../model/ssl-setting";
import type { Task } from "../model/task";
import { type Limits, TimeIsUp } from "../time/budget";
import type { Pace } from "../time/pace";
import type { Seen, TaskApi, TaskRequest } from "./port";
import { Rounds } from "./rounds";

/** The tasks of instances. The looks of all waits of the process share their requests, region by region. */
export class Tasks {
  private readonly rounds = new Map<string, Rounds>();
  /** Where these credentials may not ask by id. */
  private readonly byInstanceOnly = new Set<string>();

  constructor(
    private readonly api: TaskApi,
    private readonly pace: Pace,
  ) {}

  /** All tasks of the instance, asked for by its id: only this proves that none runs. */
  ofInstance(instance: Instance, request: TaskRequest): Promise<readonly Task[]> {
    return this.api.ofInstance(instance, request);
  }

  /** Looks at a task in the next round of its region, or by its id when the time is up. */
  async look(instance: Instance, taskId: number, limits: Limits): Promise<Seen> {
    try {
      if (!limits.budget.isOver) return await this.roundsOf(instance.region).look(instance, taskId, limits);
    } catch (error) {
      if (!(error instanceof TimeIsUp)) throw error;
    }
    try {
      return await this.byId(instance, taskId, { ...limits, goesFirst: true });
    } catch (error) {
      // There is no time left to ask again.
      if (error instanceof TimeIsUp || (error instanceof RequestError && error.isPassing)) return "unknown";
      throw error;
    }
  }

  /** Without permission to ask by id, asks for the tasks of the instance. */
  private async byId(instance: Instance, taskId: number, request: TaskRequest): Promise<Task | "absent"> {
    const { region } = instance;
    if (!this.byInstanceOnly.has(region)) {
      try {
        return (await this.api.byId(region, taskId, request)) ?? "absent";
      } catch (error) {
        if (!(error instanceof RequestError) || error.verdict !== "denied") throw error;
        this.byInstanceOnly.add(region);
      }
    }
    const tasks = await this.api.ofInstance(instance, request);
    return tasks.find((task) => task.taskId === taskId) ?? "absent";
  }

  private roundsOf(region: string): Rounds {
    const known = this.rounds.get(region);
    if (known !== undefined) return known;
    const rounds = new Rounds(
      (...asked) => this.byId(...asked),
      (...asked) => this.api.since(region, ...asked),
      this.pace,
    );
    this.rounds.set(region, rounds);
    return rounds;
  }
}
