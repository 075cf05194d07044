/** Something that Tencent's documentation does not say, and what the emulator does about it. */
export interface Assumption<T> {
  readonly question: string;
  readonly decision: string;
  /** What the code takes from here; undefined where the decision is a behaviour. */
  readonly value: T;
}

function assume<const T = undefined>(question: string, decision: string, value?: T): Assumption<T> {
  return { question, decision, value: value as T };
}

/** The steps of a change of SSL; the second one is about the certificate. */
function sslSteps(certificateStep: string) {
  return [
    { name: "Pre-check", endsAtPercent: 10 },
    { name: certificateStep, endsAtPercent: 40 },
    { name: "Restart Instance", endsAtPercent: 100 },
    { name: "Task Complete", endsAtPercent: 100 },
  ];
}

/**
 * Everything that the documentation of the API leaves open, decided once. The table in the emulator's README is made of
 * `question` and `decision`, and a test keeps the two alike.
 */
export const assumptions = {
  // The change of an SSL setting.
  restarts: assume(
    "Which changes restart the database?",
    "All: turning SSL on (documented), turning it off, and changing the address.",
  ),
  unchanged: assume(
    "What does Modify do when the setting is already as asked for?",
    "It is accepted, gets a task and restarts the database like any other.",
  ),
  settingWhileBusy: assume(
    "What does DescribeDBInstanceSSLConfig show while the task is running?",
    "The setting from before; the new one as soon as the task has succeeded.",
  ),
  plaintext: assume(
    "Are connections without TLS still accepted while SSL is on?",
    "Yes, as PostgreSQL does by default.",
  ),
  publicName: assume(
    "May ConnectAddress be the public domain name? (The API's page speaks of IP addresses, the guide of a domain name.)",
    "Yes, in any letter case; it is kept in lower case.",
  ),
  closedPublicNetwork: assume(
    "What are the public addresses good for while access from the internet is closed?",
    "The API shows none, and ConnectAddress may not name one; a setting that protects one already stays.",
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
  malformedId: assume(
    "Which code does an instance id get that no instance could have?",
    "`ResourceNotFound.InstanceNotFoundError`, like one that there is not.",
  ),

  // Certificates.
  caUrl: assume(
    "What is at CAUrl, and for how long?",
    "The zip of the guide (pem, p7b, jks), over plain HTTP, without a signature, as long as the emulator runs.",
  ),
  caFields: assume(
    "What is in CACert, CAJKS and CAP7B?",
    "PEM text (root and intermediate), and the files of the zip in base64; empty strings while SSL is off.",
  ),
  serverCertificate: assume(
    "How long is a server's certificate good?",
    "As long as the authority's; every accepted change brings a new one.",
  ),

  certificateKeys: assume(
    "Of which kind are the keys of the certificates?",
    "ECDSA on P-256, because they are made in no time. The product's authority has RSA keys of 2048 bits; what its servers have is not published.",
  ),

  // Tasks.
  taskType: assume(
    "What is the TaskType of an SSL change?",
    "`ModifyDBInstanceSSLConfig`, the name of the action.",
    "ModifyDBInstanceSSLConfig",
  ),
  taskSteps: assume(
    "Which steps does the task have?",
    "Pre-check, Issue Certificate (turning off: Remove Certificate), Restart Instance, Task Complete; each takes its share of the task's time.",
    { turningOn: sslSteps("Issue Certificate"), turningOff: sslSteps("Remove Certificate") },
  ),
  taskMessage: assume(
    "What is in TaskDetail.Message of a task that goes well?",
    "`This task requires a reboot`, the documentation's example.",
    "This task requires a reboot",
  ),
  failureMessage: assume(
    "What is in TaskDetail.Message of a task that fails or pauses?",
    "What the test asked for, else a sentence of the emulator; the task stops in its second step. When PostgreSQL itself did not come up again: what PostgreSQL logged, and the step is Restart Instance.",
    "The step did not finish. The instance keeps its earlier SSL configuration.",
  ),
  pausedTask: assume(
    "What is the state of a paused task?",
    "Over for the instance, which may be changed again, but without an EndTime.",
  ),
  tasksOfUnknownInstance: assume("What does DescribeTasks say of an instance that there is not?", "An empty list."),
  destroyedInstance: assume("What becomes of the task of an instance that is destroyed?", "It ends in Fail."),
  destroyedPrimary: assume(
    "What becomes of the read-only instances and the group of a primary instance that is destroyed?",
    "They go with it.",
  ),
  busyStatus: assume(
    "Which DBInstanceStatus does an instance have while its SSL setting changes?",
    "`job running` until the restart, then `restarting`.",
    { working: "job running", restarting: "restarting" },
  ),
  otherTasks: assume(
    "What do other tasks look like: a restart, a resize, a backup?",
    "`RestartInstance` (documented), status `restarting`; `ModifyDBInstanceSpec`, status `expanding`; `BackupInstance`, beside which the instance stays `running` and can be changed.",
    {
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
  ),
  deadDatabase: assume(
    "Which DBInstanceStatus has an instance whose PostgreSQL has ended by itself, or did not come up again?",
    "`offline`, until a restart brings it back.",
    "offline",
  ),
  unreadableStatuses: assume(
    "When does DescribeDBInstanceSSLConfig answer `OperationDenied.InstanceStatusLimitError`?",
    "When the instance is isolated, being isolated, recycled, being recycled or offline.",
    ["isolating", "isolated", "recycling", "recycled", "offline", "offlining"],
  ),

  // The gateway.
  orderOfChecks: assume(
    "In which order is a request checked?",
    "Method, size, Action, Timestamp, Version, signature (form, time, key, token, signature), Region, rate, permission, parameters.",
  ),
  rateWindow: assume(
    "How are calls counted for the rate limit?",
    "By action, for all of the account together, in whole seconds of the clock; refused calls count as well.",
  ),
  nullParameter: assume("What does a parameter that is null mean?", "The same as one that is left out."),
  wrongType: assume("What does a parameter of a wrong type get?", "`InvalidParameter`; a number as text is not taken."),
  contentTypes: assume(
    "Which bodies are taken?",
    "`application/json`; `application/x-www-form-urlencoded` with the older signature. Others get `InvalidParameter`.",
  ),
  regions: assume(
    "Which regions are there?",
    "All whose names are written like `ap-guangzhou`; where nothing was made, lists are empty. Others get `UnsupportedRegion`.",
  ),
  otherRegion: assume(
    "What does a call get that names another region than the instance's?",
    "`ResourceNotFound.InstanceNotFoundError`; lists are empty.",
  ),
  permission: assume(
    "Which code does a credential without permission get?",
    "`UnauthorizedOperation` (`AuthFailure.UnauthorizedOperation` occurs in the wild as well).",
  ),
  language: assume("In which language are messages when X-TC-Language is missing?", "English."),
  texts: assume(
    "How do the messages read?",
    "As in published replies where there are any (unknown SecretId, wrong signature, rate limit, missing or unknown parameter, permission), else in the emulator's own words.",
  ),

  // Lists.
  instanceLimits: assume(
    "Which Limit does DescribeDBInstances take, and which PageSize DescribeReadOnlyGroups?",
    "1 to 100, 10 when it is missing; others get `InvalidParameterValue.InvalidParameterValueError`.",
    { usual: 10, largest: 100 },
  ),
  taskLimit: assume(
    "Which code does DescribeTasks give for a Limit outside of 1 to 100?",
    "`InvalidParameterValue.ParameterValueExceedError`.",
  ),
  order: assume(
    "In which order are instances and groups without OrderBy, and those that are alike in it?",
    "By time of creation, the latest first; alike ones by id.",
  ),
  filters: assume(
    "How do several filters and values work together?",
    "All filters must let an instance through; one does when any of its values fits, and none without values.",
  ),
  wrongFilter: assume(
    "Which code does an unknown filter get, and a mandatory one that is missing?",
    "`InvalidParameterValue.InvalidParameterValueError`.",
  ),

  // The services beside it.
  serviceOfCall: assume(
    "How is it known which service a call is for, where the host is an address?",
    "By the service in the scope of the signature, as far as the client did not make that out of the address; else by the action.",
  ),
  neighbourRates: assume(
    "How many calls a second do the actions take whose page gives no number?",
    "As many as those of `postgres`: `--rate`. With a number, at least that number.",
  ),
  anyRole: assume(
    "Which roles are there, and who may assume them?",
    "All that a RoleArn can name, of any account, by anybody; they act in the one emulated account. `POST roles` describes one that is less open.",
  ),
  untrustedRoleCode: assume(
    "Which code does a caller get whom the role does not trust, or who names another ExternalId?",
    "`UnauthorizedOperation`.",
    "UnauthorizedOperation",
  ),
  sessionCodes: assume(
    "Which codes do a malformed RoleArn, RoleSessionName or ExternalId and a DurationSeconds out of 1 to 43200 get?",
    "`InvalidParameter.ParamError`; the last one `InvalidParameter.OverTimeError` from AssumeRole, whose page has that.",
  ),
  policy: assume(
    "What does the Policy of AssumeRole do?",
    "Its form is checked; it takes nothing away from what the role may do.",
  ),
  webIdentityToken: assume(
    "Which WebIdentityToken is good?",
    "A JSON Web Token with `iss`, `sub`, `aud` and an `exp` to come, signed by whomever and however; others get `InvalidParameter.WebIdentityTokenError`.",
  ),
  callerIdentity: assume(
    "Who are the keys that the emulator gives out at its start, and those of `POST credentials`?",
    "User 100000000002 of the account (`CAMUser`), and a federated user of that one.",
    { user: "100000000002" },
  ),
  taggedResources: assume(
    "Which resources does GetResources list?",
    "Instances that have a tag; those named without one are left out.",
  ),
  otherResourcesTags: assume(
    "Which tags does DescribeResourceTagsByResourceIds show for what is no instance of PostgreSQL, or of another region?",
    "None.",
  ),
  tagListingCode: assume(
    "Which code does DescribeResourceTagsByResourceIds give for an unknown Category, and for an Offset within a page?",
    "`InvalidParameterValue`.",
    "InvalidParameterValue",
  ),
  regionNumbers: assume(
    "Which regions does DescribeRegions list, and with which numbers?",
    "Those of the API's page, those with instances and the one that is called, all AVAILABLE; the numbers are the cloud's, 9999 for a region that is not on the page.",
    { ofUnknown: 9999 },
  ),
  zones: assume(
    "Which zones does a region have?",
    "Three, named -1 to -3, all AVAILABLE and each a standby of the others, whatever the StorageType. The number is that of the region times 100000 plus that of the zone.",
    { count: 3 },
  ),

  // What there is at the start.
  account: assume("Which account is it?", "AppId 1250000000, Uid 100000000001.", {
    appId: 1_250_000_000,
    uid: 100_000_000_001,
  }),
  network: assume("In which network are the instances?", "`vpc-emu00001`, `subnet-emu00001`.", {
    vpcId: "vpc-emu00001",
    subnetId: "subnet-emu00001",
  }),
  storage: assume(
    "Which edition are the instances of?",
    "Cloud disk (CLOUD_SSD); the third one local disk (PHYSICAL_LOCAL_SSD), so that both kinds of replies can be seen.",
  ),
} as const;
