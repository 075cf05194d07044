/** The steps of a change of SSL; the second one is about the certificate. */
function sslSteps(certificateStep: string) {
  return [
    { name: "Pre-check", endsAtPercent: 10 },
    { name: certificateStep, endsAtPercent: 40 },
    { name: "Restart Instance", endsAtPercent: 100 },
    { name: "Task Complete", endsAtPercent: 100 },
  ];
}

/** What the documentation leaves open about tasks, and about instances while and after they run. */
export const taskAssumptions = {
  taskType: {
    question: "What is the TaskType of an SSL change?",
    decision: "`ModifyDBInstanceSSLConfig`, the name of the action.",
    value: "ModifyDBInstanceSSLConfig",
  },
  taskSteps: {
    question: "Which steps does the task have?",
    decision:
      "Pre-check, Issue Certificate (turning off: Remove Certificate), Restart Instance, Task Complete; each takes its share of the task's time.",
    value: { turningOn: sslSteps("Issue Certificate"), turningOff: sslSteps("Remove Certificate") },
  },
  taskMessage: {
    question: "What is in TaskDetail.Message of a task that goes well?",
    decision: "`This task requires a reboot`, the documentation's example.",
    value: "This task requires a reboot",
  },
  failureMessage: {
    question: "What is in TaskDetail.Message of a task that fails or pauses?",
    decision:
      "What the test asked for, else a sentence of the emulator; the task stops in its second step. When PostgreSQL itself did not come up again: what PostgreSQL logged, and the step is Restart Instance.",
    value: "The step did not finish. The instance keeps its earlier SSL configuration.",
  },
  pausedTask: {
    question: "What is the state of a paused task?",
    decision: "Over for the instance, which may be changed again, but without an EndTime.",
  },
  tasksOfUnknownInstance: {
    question: "What does DescribeTasks say of an instance that there is not?",
    decision: "An empty list.",
  },
  destroyedInstance: {
    question: "What becomes of the task of an instance that is destroyed?",
    decision: "It ends in Fail.",
  },
  destroyedPrimary: {
    question: "What becomes of the read-only instances and the group of a primary instance that is destroyed?",
    decision: "They go with it.",
  },
  busyStatus: {
    question: "Which DBInstanceStatus does an instance have while its SSL setting changes?",
    decision: "`job running` until the restart, then `restarting`.",
    value: { working: "job running", restarting: "restarting" },
  },
  otherTasks: {
    question: "What do other tasks look like: a restart, a resize, a backup?",
    decision:
      "`RestartInstance` (documented), status `restarting`; `ModifyDBInstanceSpec`, status `expanding`; `BackupInstance`, beside which the instance stays `running` and can be changed.",
    value: {
      restart: {
        type: "RestartInstance",
        steps: [
          { name: "Pre-check", endsAtPercent: 10 },
          { name: "Restart Instance", endsAtPercent: 100 },
          { name: "Task Complete", endsAtPercent: 100 },
        ],
        busyStatus: { working: "restarting", restarting: "restarting" },
      },
      resize: {
        type: "ModifyDBInstanceSpec",
        steps: [
          { name: "Pre-check", endsAtPercent: 10 },
          { name: "Resize Instance", endsAtPercent: 90 },
          { name: "Switch Instance", endsAtPercent: 100 },
          { name: "Task Complete", endsAtPercent: 100 },
        ],
        busyStatus: { working: "expanding", restarting: "expanding" },
      },
      backup: {
        type: "BackupInstance",
        steps: [
          { name: "Pre-check", endsAtPercent: 10 },
          { name: "Back Up Data", endsAtPercent: 100 },
          { name: "Task Complete", endsAtPercent: 100 },
        ],
        busyStatus: undefined,
      },
    },
  },
  deadDatabase: {
    question: "Which DBInstanceStatus has an instance whose PostgreSQL has ended by itself, or did not come up again?",
    decision: "`offline`, until a restart brings it back.",
    value: "offline",
  },
  unreadableStatuses: {
    question: "When does DescribeDBInstanceSSLConfig answer `OperationDenied.InstanceStatusLimitError`?",
    decision: "When the instance is isolated, being isolated, recycled, being recycled or offline.",
    value: ["isolating", "isolated", "recycling", "recycled", "offline", "offlining"],
  },
} as const;
