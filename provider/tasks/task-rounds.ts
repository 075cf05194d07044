import { setTimeout as sleep } from "node:timers/promises";
import type { PostgresApi } from "../cloud/postgres-api";
import type { Task } from "../model/task";
import type { Deadline } from "../model/deadline";
import type { Pace } from "../model/pace";
import { TaskBoard } from "./task-board";

/** So many tasks that the lists do not show are asked for by id in one round; the others wait for the next ones. */
const BY_ID_AT_ONCE = 5;
/** A long listing makes its round longer, so that it takes no more calls a second than this. */
const PAGES_PER_SECOND = 5;

/** One listing that has not started yet, and what is known of those who wait for it. */
interface Round {
  readonly taskIds: Set<number>;
  /** The latest deadline of all: nobody's shorter patience may cut the listing off for the others. */
  deadline: Deadline;
  readonly asked: Promise<AskedById>;
}

/** The answers for those tasks that were asked for by id. */
type AskedById = ReadonlyMap<number, Promise<Task | undefined>>;

/** Answers all questions about a region's tasks in rounds: those that come before a listing starts are answered by it. */
export class TaskRounds {
  private readonly board: TaskBoard;
  /** Tasks that the lists do not show, the one first that was not asked for by id for the longest time. */
  private unlisted: readonly number[] = [];
  private next: Round | undefined;
  private nextStartMs = Number.NEGATIVE_INFINITY;

  constructor(
    api: PostgresApi,
    region: string,
    private readonly pace: Pace,
    private readonly findById: (taskId: number, deadline: Deadline) => Promise<Task | undefined>,
  ) {
    this.board = new TaskBoard(api, region);
  }

  /** The task, if there is one, as the next round sees it; `undefined` when the deadline comes first. */
  async find(taskId: number, deadline: Deadline): Promise<{ readonly task: Task | undefined } | undefined> {
    const round = this.join(deadline);
    round.taskIds.add(taskId);
    const seen = round.asked.then(async (asked) => ({ task: this.board.find(taskId) ?? (await asked.get(taskId)) }));
    return before(deadline, seen);
  }

  /** The instance's tasks as the next round sees them; `undefined` when the deadline comes first. */
  async ofInstance(instanceId: string, deadline: Deadline): Promise<readonly Task[] | undefined> {
    return before(
      deadline,
      this.join(deadline).asked.then(() => this.board.ofInstance(instanceId)),
    );
  }

  private join(deadline: Deadline): Round {
    if (this.next === undefined) {
      const taskIds = new Set<number>();
      this.next = { taskIds, deadline, asked: this.startInAMoment() };
    }
    this.next.deadline = this.next.deadline.orLater(deadline);
    return this.next;
  }

  /** A round begins a moment after the first question, so that more can join it, and not too soon after the last one. */
  private async startInAMoment(): Promise<AskedById> {
    const { secondMs, taskGatherSeconds, taskRoundSeconds } = this.pace;
    await sleep(Math.max(taskGatherSeconds * secondMs, this.nextStartMs - performance.now()));
    const startMs = performance.now();
    const round = this.next;
    // Whoever asks from now on wants what is true after the question, so is not served by this listing.
    this.next = undefined;
    if (round === undefined) return new Map();
    const pages = await this.board.refresh(round.deadline);
    this.nextStartMs = startMs + Math.max(taskRoundSeconds, pages / PAGES_PER_SECOND) * secondMs;
    return this.askById(round);
  }

  private askById({ taskIds, deadline }: Round): AskedById {
    const unlisted = [...taskIds].filter((taskId) => this.board.find(taskId) === undefined);
    const known = this.unlisted.filter((taskId) => unlisted.includes(taskId));
    const inTurn = [...new Set([...known, ...unlisted])];
    const asked = inTurn.slice(0, BY_ID_AT_ONCE);
    this.unlisted = [...inTurn.slice(BY_ID_AT_ONCE), ...asked];
    return new Map(asked.map((taskId) => [taskId, this.findById(taskId, deadline)]));
  }
}

/** The answer, or `undefined` when the deadline comes first. */
async function before<T>(deadline: Deadline, answer: Promise<T>): Promise<T | undefined> {
  const answered = new AbortController();
  try {
    return await Promise.race([answer, sleep(deadline.remainingMs, undefined, { signal: answered.signal })]);
  } finally {
    answered.abort();
  }
}
