import { type Fields, list, object, type Reply, replyOf, text, type Tour } from "./findings";
import type { ApiQuestion, Question, RawQuestion, Wire } from "./question";

/** What is tried, and how far. All of it stands in the recording. */
export interface Target {
  readonly endpoint: string;
  readonly region: string;
  readonly instanceId: string;
  /** The instance may be changed and restarted; it is left as it was. */
  readonly allowRestarts: boolean;
  readonly pollSeconds: number;
  readonly taskTimeoutSeconds: number;
  /** An instance of PostgreSQL 10 or older, for the one row that needs it. */
  readonly oldInstanceId?: string;
  /** A role that the caller may assume, and one that does not trust the caller, for the rows that need them. */
  readonly roleArn?: string;
  readonly untrustedRoleArn?: string;
  /** There are keys without permission, for the one row that needs them. */
  readonly hasRestrictedKeys: boolean;
}

/** An instance id of the right form that no account has. */
export const nowhere = "postgres-nowhere0";
const mostAttempts = 10;
/** The limit counts by the second, so the next second is another one. */
const afterLimitSeconds = 1.1;
const largestPage = 100;
/** As many tasks as are looked through for rows that only the past can answer. */
const mostTasks = 500;

/** What checks work with: the endpoint, what is known of the instance, and what its changes have shown. */
export class Lab {
  /** What the changes of the instance have shown, or why there were none. */
  tour: Tour | string = "the instance may not be restarted (--allow-restarts)";
  private readonly replies = new Map<string, unknown[]>();
  private pastTasks: Promise<readonly Fields[]> | undefined;
  private firstInstances: Promise<readonly Fields[]> | undefined;

  constructor(
    readonly wire: Wire,
    readonly target: Target,
    /** Once it is aborted, no other change of the instance begins. */
    readonly interruption: AbortSignal,
  ) {}

  /** Calls an action by the SDK; waits and tries again while the limit of calls is reached. */
  async call(
    action: string,
    parameters: Fields = {},
    how: Omit<ApiQuestion, "ask" | "action" | "parameters"> = {},
  ): Promise<Reply> {
    return this.persist({ ask: "api", action, parameters, ...how });
  }

  /** Sends a request that the SDK would not send. */
  async raw(question: Omit<RawQuestion, "ask">): Promise<Reply> {
    return this.persist({ ask: "raw", ...question });
  }

  /** The SSL setting of the instance. */
  sslConfig(id = this.target.instanceId): Promise<Reply> {
    return this.call("DescribeDBInstanceSSLConfig", { DBInstanceId: id });
  }

  /** The instance as DescribeDBInstanceAttribute shows it. */
  async instance(id = this.target.instanceId): Promise<Fields> {
    return object((await this.call("DescribeDBInstanceAttribute", { DBInstanceId: id })).fields.DBInstance);
  }

  /**
   * Waits until the instance is running and has no unfinished task.
   *
   * @throws Error when that takes longer than a task may take
   */
  async settled(id = this.target.instanceId): Promise<void> {
    const { taskTimeoutSeconds, pollSeconds } = this.target;
    const deadline = this.wire.now() + taskTimeoutSeconds * 1000;
    for (;;) {
      const status = text((await this.instance(id)).DBInstanceStatus);
      const tasks = list((await this.call("DescribeTasks", { DBInstanceId: id })).fields.TaskSet);
      if (status === "running" && !tasks.some(isRunning)) return;
      if (this.wire.now() > deadline) {
        throw new Error(`${id} is not at rest after ${taskTimeoutSeconds} s: its status is ${JSON.stringify(status)}.`);
      }
      await this.wire.pause(pollSeconds);
    }
  }

  /** The latest tasks of the region, of all instances. */
  tasks(): Promise<readonly Fields[]> {
    this.pastTasks ??= this.pages("DescribeTasks", "TaskSet");
    return this.pastTasks;
  }

  /** The instances of the region. */
  instances(): Promise<readonly Fields[]> {
    this.firstInstances ??= this.pages("DescribeDBInstances", "DBInstanceSet");
    return this.firstInstances;
  }

  /** The bodies of all replies to an action so far, as far as they are JSON. */
  repliesTo(action: string): readonly unknown[] {
    return this.replies.get(action) ?? [];
  }

  /** A region of the cloud in which the instance is not. */
  get otherRegion(): string {
    return this.target.region === "ap-singapore" ? "ap-guangzhou" : "ap-singapore";
  }

  private async pages(action: string, field: string): Promise<readonly Fields[]> {
    const found: Fields[] = [];
    for (let offset = 0; offset < mostTasks; offset += largestPage) {
      const { fields } = await this.call(action, { Limit: largestPage, Offset: offset });
      found.push(...list(fields[field]));
      if (found.length >= Number(fields.TotalCount ?? 0)) break;
    }
    return found;
  }

  private keep(action: string, body: unknown): void {
    const kept = this.replies.get(action);
    if (kept) kept.push(body);
    else this.replies.set(action, [body]);
  }

  private async persist(question: Extract<Question, { ask: "api" | "raw" }>): Promise<Reply> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.wire.ask(question);
      if ("body" in answer && question.ask === "api") this.keep(question.action, answer.body);
      const reply = replyOf(answer);
      if (!reply.code?.startsWith("RequestLimitExceeded") || attempt === mostAttempts) return reply;
      await this.wire.pause(afterLimitSeconds);
    }
  }
}

export function isRunning(task: Fields | undefined): boolean {
  return task?.Status === "Running" || task?.Status === "WaitSwitch";
}

/** The parts of an instance's network, of one kind. */
export function netOf(instance: Fields, netType: "private" | "public"): Fields | undefined {
  return list(instance.DBInstanceNetInfo).find((net) => text(net.NetType) === netType);
}

/** What became of one row. */
export interface Verdict {
  readonly verdict: "holds" | "differs" | "not tried";
  /** What was seen, or why it was not tried. */
  readonly seen: string;
}

/** Tries one row against the endpoint. */
export type Check = (lab: Lab) => Verdict | Promise<Verdict>;

export function judge(holds: boolean, seen: string): Verdict {
  return { verdict: holds ? "holds" : "differs", seen };
}

export function notTried(why: string): Verdict {
  return { verdict: "not tried", seen: why };
}

/** Holds when each part does. One that differs decides; without such, one that was not tried. */
export function all(verdicts: readonly Verdict[]): Verdict {
  for (const verdict of ["differs", "not tried"] as const) {
    const decisive = verdicts.filter((part) => part.verdict === verdict);
    if (decisive.length > 0) return { verdict, seen: decisive.map(({ seen }) => seen).join("; ") };
  }
  return { verdict: "holds", seen: verdicts.map(({ seen }) => seen).join("; ") };
}

/** Something that is expected of the cloud, and how it is tried. */
export interface Row {
  /** The name of the assumption, or what of the contract it is. */
  readonly name: string;
  readonly question: string;
  readonly expected: string;
  readonly check: Check;
}
