/** The steps of a change of SSL; the second one is about the certificate. */
function sslSteps(certificateStep: string) {
  return [
    { name: "Pre-check", endsAtPercent: 10 },
    { name: certificateStep, endsAtPercent: 40 },
    { name: "Restart Instance", endsAtPercent: 100 },
    { name: "Task Complete", endsAtPercent: 100 },
  ];
}

/** What the documentation leaves open about a change of the SSL setting: what it does, its certificates, and its task. */
export const changeAssumptions = {
  restarts: {
    question: "Which changes restart the database?",
    decision: "All: turning SSL on (documented), turning it off, and changing the address.",
  },
  unchanged: {
    question: "What does Modify do when the setting is already as asked for?",
    decision:
      "It is accepted, gets a task and restarts the database like any other. The sibling action for proxies (ModifyDBProxySSLConfig, SDK 4.1.313) answers TaskId 0 and starts no task; `PUT behaviour` lets this one do so, or refuse.",
  },
  settingWhileBusy: {
    question: "What does DescribeDBInstanceSSLConfig show while the task is running?",
    decision: "The setting from before; the new one as soon as the task has succeeded.",
  },
  plaintext: {
    question: "Are connections without TLS still accepted while SSL is on?",
    decision: "Yes, as PostgreSQL does by default.",
  },
  publicName: {
    question:
      "May ConnectAddress be the public domain name? (The API's page speaks of IP addresses, the guide of a domain name.)",
    decision: "Yes, in any letter case; it is kept in lower case.",
  },
  closedPublicNetwork: {
    question: "What are the public addresses good for while access from the internet is closed?",
    decision: "The API shows none, and ConnectAddress may not name one; a setting that protects one already stays.",
  },
  missingAddressCode: {
    question: "Which code does turning SSL on without ConnectAddress get?",
    decision: "`InvalidParameterValue.InvalidParameterValueError`.",
    value: "InvalidParameterValue.InvalidParameterValueError",
  },
  malformedAddressCode: {
    question: "Which code does a ConnectAddress get that is neither an IP address nor a domain name?",
    decision: "`InvalidParameterValue.ParameterCharacterLimitError`.",
    value: "InvalidParameterValue.ParameterCharacterLimitError",
  },
  foreignAddressCode: {
    question: "Which code does a ConnectAddress get that belongs to another instance or to none?",
    decision: "`InvalidParameterValue.InvalidParameterValueError`.",
    value: "InvalidParameterValue.InvalidParameterValueError",
  },
  oldVersionCode: {
    question: "Which code does an instance of PostgreSQL 10 or older get?",
    decision: "`FailedOperation.FailedOperationError`.",
    value: "FailedOperation.FailedOperationError",
  },
  malformedId: {
    question: "Which code does an instance id get that no instance could have?",
    decision: "`ResourceNotFound.InstanceNotFoundError`, like an unknown one.",
  },
  caUrl: {
    question: "What is at CAUrl, and for how long?",
    decision:
      "The zip of the guide (pem, p7b, jks), over plain HTTP, without a signature, as long as the emulator runs.",
  },
  caFields: {
    question: "What is in CACert, CAJKS and CAP7B?",
    decision: "PEM text (root and intermediate), and the files of the zip in base64; empty strings while SSL is off.",
  },
  serverCertificate: {
    question: "How long is a server's certificate good?",
    decision: "As long as the authority's; every accepted change brings a new one.",
  },
  serverChain: {
    question: "Does the server send the intermediate certificate in the handshake?",
    decision:
      "Yes. A public test suite copes with servers that send their own certificate alone; after `PUT behaviour` the databases here do. CACert has both certificates of the authority, so it verifies either.",
  },
  certificateKeys: {
    question: "Of which kind are the keys of the certificates?",
    decision:
      "ECDSA on P-256, because they are made in no time. The product's authority has RSA keys of 2048 bits: the root `Tencent Root CA` and the intermediate `TencentDB for PostgreSQL CA`, valid from 2022-06-17 to 2042-06-12, the SHA-256 of the latter beginning with 19:B8:45:F6 (its download). What its servers have is not published. Here both names say FAKE, and both are valid for 20 years.",
  },
  taskType: {
    question: "What is the TaskType of an SSL change?",
    decision:
      "`ModifyDBInstanceSSLConfig`, the name of the action. The known types of other tasks have no `DB` in them: `ModifyInstanceParams`, `RestartInstance`, `DestroyInstance` (Terraform's provider, tccli's examples). `fields` of `POST tasks/next` shows another type.",
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
    question: "Where does a task that fails or pauses say why, and what?",
    decision:
      "In TaskDetail.Message: what the test asked for, else a sentence that says whether the database was restarted. The task stops where it fails: in its second step, or in Restart Instance if the change was made all the same. When PostgreSQL itself did not come up again: what PostgreSQL logged, and the step is Restart Instance. The published examples (tccli's, of DescribeTasks) have no Message, but text in `AllSteps[].StepMessage` and in `Output`; `PUT behaviour` moves the reason there.",
    value: {
      none: "The step did not finish. The database was not restarted and keeps its earlier configuration.",
      applied: "The step did not finish. The database was restarted and has the new configuration.",
    },
  },
  pausedTask: {
    question: "What is the state of a paused task?",
    decision: "Over for the instance, which may be changed again, but without an EndTime.",
  },
  tasksOfUnknownInstance: {
    question: "What does DescribeTasks say of an unknown instance?",
    decision: "An empty list.",
  },
  destroyedInstance: {
    question: "What happens to the task of an instance that is destroyed?",
    decision: "It ends in Fail.",
  },
  destroyedPrimary: {
    question: "What happens to the read-only instances and the group of a primary instance that is destroyed?",
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
    decision:
      "When the instance is isolated, being isolated, recycled, being recycled or offline. Modify gets the same code in every status but `running`.",
    value: ["isolating", "isolated", "recycling", "recycled", "offline", "offlining"],
  },
} as const;
