/**
 * How long the provider waits between its steps. All durations are in seconds of `secondMs` milliseconds, so that a
 * test can run a whole life of waiting against a real emulator in a fraction of the time, by one number.
 */
export interface Pace {
  /** Length of a second in milliseconds. */
  readonly secondMs: number;
  /** How long one API request may take. */
  readonly requestTimeoutSeconds: number;
  /**
   * How often a request that may be sent again is sent at most. One that is refused for coming too soon does not count: it
   * is sent again until the deadline, at the pace of the limiter; a change for `observationSeconds` at most.
   */
  readonly requestAttempts: number;
  /** How often a task is looked at, and how often when it has been watched for longer than `taskSlowAfterSeconds`. */
  readonly taskLookSeconds: number;
  readonly taskSlowLookSeconds: number;
  readonly taskSlowAfterSeconds: number;
  /** How long an accepted task may be missing from DescribeTasks before the SSL configuration is watched as well. */
  readonly taskListingSeconds: number;
  /** How long a task's success may run ahead of DescribeDBInstanceSSLConfig. */
  readonly verifySeconds: number;
  /** How long effects of a change are looked for when the reply did not say what became of it. */
  readonly settleSeconds: number;
  /** How long a change that the account's limit holds up may go by what was observed, before that is observed anew. */
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
  secondMs: 1000,
  requestTimeoutSeconds: 20,
  requestAttempts: 6,
  taskLookSeconds: 1,
  taskSlowLookSeconds: 2,
  taskSlowAfterSeconds: 60,
  taskListingSeconds: 60,
  verifySeconds: 30,
  settleSeconds: 30,
  observationSeconds: 30,
  refusedPauseSeconds: 5,
  declarationsQuietSeconds: 0.25,
  declarationsMaxSeconds: 1,
  progressSeconds: 30,
};
