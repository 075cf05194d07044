/** Something that Tencent's documentation does not say, and what the emulator does about it. */
export interface Assumption<T> {
  readonly question: string;
  readonly decision: string;
  readonly value: T;
}

function assume<const T>(question: string, decision: string, value: T): Assumption<T> {
  return { question, decision, value };
}

/**
 * Everything that the documentation of the API leaves open, decided once. The code takes `value` from here; the table in
 * the emulator's README is made of `question` and `decision`, and a test keeps the two alike.
 */
export const assumptions = {
  taskType: assume(
    "What is the TaskType of an SSL change?",
    "`ModifyDBInstanceSSLConfig`, the name of the action.",
    "ModifyDBInstanceSSLConfig",
  ),
  taskSteps: assume(
    "Which steps does the task have?",
    "Pre-check, Issue Certificate, Restart Instance, Task Complete; each takes its share of the task's time.",
    [
      { name: "Pre-check", endsAtPercent: 10 },
      { name: "Issue Certificate", endsAtPercent: 40 },
      { name: "Restart Instance", endsAtPercent: 100 },
      { name: "Task Complete", endsAtPercent: 100 },
    ],
  ),
  taskMessage: assume(
    "What stands in TaskDetail.Message of a task that goes well?",
    "The example of the documentation, since the change restarts the database.",
    "This task requires a reboot",
  ),
  failureMessage: assume(
    "What stands in TaskDetail.Message of a task that fails or pauses?",
    "What the test asked for, else a sentence that names the step.",
    "The step did not finish. The instance keeps its earlier SSL configuration.",
  ),
  busyStatus: assume(
    "Which DBInstanceStatus does an instance have while its SSL setting changes?",
    "`job running` until the restart, then `restarting`.",
    { working: "job running", restarting: "restarting" },
  ),
  missingAddressCode: assume(
    "Which code does turning SSL on without ConnectAddress get?",
    "`InvalidParameterValue.InvalidParameterValueError`.",
    "InvalidParameterValue.InvalidParameterValueError",
  ),
  malformedAddressCode: assume(
    "Which code does a ConnectAddress get that is neither an IP address nor a domain name?",
    "`InvalidParameterValue.ParameterCharacterLimitError`.",
    "InvalidParameterValue.ParameterCharacterLimitError",
  ),
  foreignAddressCode: assume(
    "Which code does a ConnectAddress get that belongs to another instance or to none?",
    "`InvalidParameterValue.InvalidParameterValueError`.",
    "InvalidParameterValue.InvalidParameterValueError",
  ),
  oldVersionCode: assume(
    "Which code does an instance of PostgreSQL 10 or older get?",
    "`FailedOperation.FailedOperationError`.",
    "FailedOperation.FailedOperationError",
  ),
  account: assume("Which account is it?", "AppId 1250000000, Uid 100000000001.", {
    appId: 1_250_000_000,
    uid: 100_000_000_001,
  }),
  network: assume("In which network are the instances?", "`vpc-emu00001`, `subnet-emu00001`.", {
    vpcId: "vpc-emu00001",
    subnetId: "subnet-emu00001",
  }),
} as const;
