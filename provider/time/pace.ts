import type { Rhythm } from "./wait";

/** How long the provider waits, and for what. */
export interface Pace {
  /** How long one API request may take. */
  readonly requestTimeoutSeconds: number;
  /**
   * How often a request that is safe to repeat is sent at most. A refusal by the rate limit does not count: the request is
   * sent again until the deadline, at the pace of the limiter.
   */
  readonly requestAttempts: number;
  /** Looks at tasks share their requests: so long is a round of them. */
  readonly roundSeconds: number;
  /** Between two looks at a task: after a minute, a wait leaves out every second round. */
  readonly taskLooks: Rhythm;
  /** Between two looks at the setting where no task is known, and after its task. */
  readonly effectLooks: Rhythm;
  readonly verifyLooks: Rhythm;
  /** How long an accepted task may be missing from DescribeTasks before the SSL configuration is watched as well. */
  readonly taskListingSeconds: number;
  /** How long a task's success may run ahead of DescribeDBInstanceSSLConfig. */
  readonly verifySeconds: number;
  /** How long to look for effects of a change whose reply says that the cloud failed inside. */
  readonly settleSeconds: number;
  /**
   * How long a request without a reply may still reach the cloud and be accepted. A signature is good for five minutes by the
   * cloud's clock, from which this machine's may differ by as much.
   */
  readonly acceptableSeconds: number;
  /** How old an observation may be when the change that it asks for is sent. */
  readonly observationSeconds: number;
  /** Pause before an instance that refused a change for now is looked at again. */
  readonly refusedPauseSeconds: number;
  /** A change is sent once the program has declared nothing for so long, or after the longest such wait. */
  readonly declarationsQuietSeconds: number;
  readonly declarationsMaxSeconds: number;
  /** A progress line is written at least this often while a task runs. */
  readonly progressSeconds: number;
}

export const DEFAULT_PACE: Pace = {
  requestTimeoutSeconds: 20,
  requestAttempts: 6,
  roundSeconds: 1,
  taskLooks: { minSeconds: 0.01, maxSeconds: 1, factor: 1.08 },
  effectLooks: { minSeconds: 1, maxSeconds: 2, factor: 1.15 },
  verifyLooks: { minSeconds: 1, maxSeconds: 5, factor: 1.5 },
  taskListingSeconds: 60,
  verifySeconds: 30,
  settleSeconds: 30,
  acceptableSeconds: 600,
  observationSeconds: 30,
  refusedPauseSeconds: 5,
  declarationsQuietSeconds: 0.25,
  declarationsMaxSeconds: 1,
  progressSeconds: 30,
};
