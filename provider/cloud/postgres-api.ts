import { InstanceSslConfigError } from "../errors/package-errors";
import { defined } from "../model/objects";
import type { Desired, Instance, Observed } from "../model/ssl-setting";
import type { Task } from "../model/task";
import { Budget, type Limits, NotSent, TimeIsUp } from "../time/budget";
import { unlessCancelled } from "../time/cancellation";
import type { Pace } from "../time/pace";
import { type Action, ACTIONS, ApiError, type ApiFailure } from "./api-error";
import { abandoned, classify } from "./classify";
import { type InstancePage, readInstances } from "./instance-replies";
import { LastingStatus } from "./lasting-status";
import { RateLimiter } from "./rate-limiter";
import { type AcceptedChange, readAcceptedChange, readSslConfig, readTasks } from "./replies";
import type { Send } from "./sdk-client";

/** A query of DescribeTasks, in the API's own names. */
export interface TaskQuery {
  readonly TaskId?: number;
  readonly DBInstanceId?: string;
  readonly MinStartTime?: string;
  readonly Limit?: number;
  readonly Offset?: number;
  readonly OrderBy?: "StartTime";
  readonly OrderByType?: "asc" | "desc";
}

/** A page of DescribeDBInstances, in the API's own names. */
interface InstanceQuery {
  readonly Offset: number;
  readonly Limit: number;
  readonly Filters?: readonly { readonly Name: string; readonly Values: readonly string[] }[];
}

export interface TaskPage {
  readonly tasks: readonly Task[];
  readonly totalCount: number;
}

/** How a request is sent. */
export interface Sending {
  /** Whether it goes ahead of all others of its action. */
  readonly goesFirst?: boolean | undefined;
  /** Called each time its turn has come. If it throws, nothing is sent. */
  readonly mayBeSent?: (() => Promise<void>) | undefined;
  /** Called each time at the moment of sending, when nothing can hold it up any more. If it throws, nothing is sent. */
  readonly atSending?: (() => void) | undefined;
}

type Subject = Pick<ApiFailure, "action" | "region" | "instanceId">;

/**
 * The actions of the PostgreSQL API that the provider needs, each paced below the account's limit. A request is sent
 * again only where the table of error codes allows it. After a refusal by the rate limit it is sent again until the deadline.
 *
 * Throws {@link ApiError}, or the reason why nothing was sent: missing credentials, {@link NotSent}, or a cancelled run. When
 * the run is cancelled, a read is given up at once, and a change on its way has an unknown outcome.
 */
export class PostgresApi {
  private readonly limiters = new Map<Action, RateLimiter>();
  private readonly status = new LastingStatus(this);

  constructor(
    private readonly send: Send,
    private readonly pace: Pace,
  ) {}

  describeSslConfig(
    { region, dbInstanceId: instanceId }: Instance,
    limits: Limits,
    options: Sending = {},
  ): Promise<Observed> {
    const subject: Subject = { action: "DescribeDBInstanceSSLConfig", region, instanceId };
    return this.call(subject, { DBInstanceId: instanceId }, readSslConfig, limits, options);
  }

  describeTasks(region: string, query: TaskQuery, limits: Limits, options: Sending = {}): Promise<TaskPage> {
    const subject: Subject = defined({ action: "DescribeTasks" as const, region, instanceId: query.DBInstanceId });
    return this.call(subject, query, readTasks, limits, options);
  }

  /** One page of the region's instances, by their ids. */
  describeInstances(region: string, page: InstanceQuery, limits: Limits): Promise<InstancePage> {
    const query = { ...page, OrderBy: "DBInstanceId", OrderByType: "asc" };
    return this.call({ action: "DescribeDBInstances", region }, query, readInstances, limits, {});
  }

  modifySslConfig(
    { region, dbInstanceId: instanceId }: Instance,
    desired: Desired,
    limits: Limits,
    options: Sending = {},
  ): Promise<AcceptedChange> {
    const subject: Subject = { action: "ModifyDBInstanceSSLConfig", region, instanceId };
    const ConnectAddress = desired.sslEnabled ? desired.connectAddress : undefined;
    const request = defined({ DBInstanceId: instanceId, SSLEnabled: desired.sslEnabled, ConnectAddress });
    return this.call(subject, request, readAcceptedChange, limits, options);
  }

  private async call<T>(
    subject: Subject,
    request: object,
    read: (reply: unknown) => T,
    limits: Limits,
    { goesFirst = false, mayBeSent, atSending }: Sending,
  ): Promise<T> {
    const { budget, signal } = limits;
    const isChange = ACTIONS[subject.action] === "write";
    const limiter = this.limiter(subject.action);
    let failure: ApiError | undefined;
    const sent = { isUnderWay: false };
    const beforeSending = (): void => {
      signal?.throwIfAborted();
      if (isChange && budget.isOver) throw new TimeIsUp();
      atSending?.();
      // From the first change on, waiting for a turn takes the operation's own time.
      if (isChange) budget.fix();
    };
    const verdictOf = (error: Error): ApiError["verdict"] | undefined =>
      error === failure ? failure.verdict : undefined;
    const attempt = async (attemptNumber: number): Promise<T> => {
      if (attemptNumber > 1) await limiter.turn(limits, { goesFirst: failure?.verdict === "limited", isRetry: true });
      try {
        const send = async (): Promise<unknown> => {
          await mayBeSent?.();
          sent.isUnderWay = true;
          return this.send(subject.region, subject.action, request, beforeSending);
        };
        return read(await limiter.send(send));
      } catch (error) {
        sent.isUnderWay = false;
        // Thrown before anything was sent, with a complete message.
        if (error instanceof InstanceSslConfigError || error instanceof NotSent) throw error;
        const known = await this.status.explain(classify(subject, error), limits);
        failure = new ApiError(known, { cause: error });
        throw failure;
      }
    };
    const { default: pRetry } = await import("p-retry");
    await limiter.turn(this.queueing(limits, isChange), { goesFirst });
    const done = pRetry(attempt, {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: 500,
      factor: 2,
      maxTimeout: 8_000,
      // Clients that failed together must not retry together.
      randomize: true,
      maxRetryTime: budget.remainingMs,
      signal,
      onFailedAttempt: ({ error }) => {
        if (verdictOf(error) === "limited") limiter.refused();
      },
      // The limiter already paces these; another pause would only waste the limit.
      shouldConsumeRetry: ({ error }) => verdictOf(error) !== "limited",
      shouldRetry: ({ error, retriesConsumed }) =>
        verdictOf(error) === "limited" ||
        (verdictOf(error) === "again" && retriesConsumed + 1 < this.pace.requestAttempts),
    });
    try {
      return await unlessCancelled(signal, done);
    } catch (error) {
      if (signal?.aborted === true && isChange && sent.isUnderWay)
        throw new ApiError(abandoned(subject), { cause: error });
      // Why the request had to be sent again says more than that the time is up.
      throw error instanceof TimeIsUp ? (failure ?? error) : error;
    }
  }

  /** A last look is made at the deadline itself, and may wait a little longer for its turn. A change may not. */
  private queueing(limits: Limits, isChange: boolean): Limits {
    if (!limits.budget.isOver) return limits;
    if (isChange) throw new TimeIsUp();
    return { ...limits, budget: new Budget(this.pace.requestTimeoutSeconds).fix() };
  }

  private limiter(action: Action): RateLimiter {
    const limiter = this.limiters.get(action) ?? new RateLimiter();
    this.limiters.set(action, limiter);
    return limiter;
  }
}
