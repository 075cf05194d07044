import {
  CancelledError,
  ConflictingDeclarationsError,
  CredentialsError,
  EngineGoneError,
  InstanceSslConfigError,
  SettingsError,
} from "../../../provider/errors/package-errors";
import { PartialStateError } from "../../../provider/resource/state";
import { ERRORS, type FailedChange, interrupted } from "../../../provider/reconcile/errors";
import { TASK } from "../task";

const INSTANCE = { dbInstanceId: "postgres-5gevh7gr", region: "ap-guangzhou" };
const ON = { sslEnabled: true, connectAddress: "10.6.0.4" } as const;
const UNSENT: FailedChange = {
  instance: INSTANCE,
  desired: ON,
  lastSeen: "no task was seen",
  timeoutSeconds: 1200,
  timeoutSetting: "taskTimeoutSeconds",
};
const CHANGE = { ...UNSENT, taskId: 100016, requestId: "e39921c1" };
const FAILED = { ...TASK, status: "Fail", progress: 25 };
const SUBJECT = "postgres-5gevh7gr (ap-guangzhou): turning SSL on for 10.6.0.4 ";
const RUNNING = 'task 100016 is running at 73% in "Restart Instance"';

const STATE = { ...INSTANCE, sslEnabled: false, onDelete: "disable", taskTimeoutSeconds: 1200 } as const;
const CAUSE = new Error("DescribeTasks (ap-guangzhou): the cloud failed inside. Run it again.");

test.each([
  [
    "TaskFailedError",
    ERRORS.taskFailed(CHANGE, { task: { ...FAILED, step: "Issue Certificate", message: "No disk left." } }),
    `${SUBJECT}failed. Task 100016 failed at 25% in "Issue Certificate": "No disk left" (request e39921c1). ` +
      "See the task in the console; the next `pulumi up` looks at the instance and, where still needed, tries again.",
  ],
  [
    "TaskFailedError",
    ERRORS.taskFailed(UNSENT, { task: { ...FAILED, status: "Pause" } }),
    `${SUBJECT}failed. Task 100016 paused at 25%, without a reason. ` +
      "See the task in the console; the next `pulumi up` looks at the instance and, where still needed, tries again.",
  ],
  [
    "TaskTimeoutError",
    ERRORS.timedOut({ ...CHANGE, mayBeMade: true, lastSeen: RUNNING }, {}),
    `${SUBJECT}was not finished after 1200 s (request e39921c1). Last seen: ${RUNNING}. It goes on in the cloud; the next ` +
      "`pulumi up` waits for it without starting it again. If such tasks take longer, raise taskTimeoutSeconds.",
  ],
  [
    "TaskTimeoutError",
    ERRORS.timedOut({ ...UNSENT, timeoutSeconds: 60, timeoutSetting: "customTimeouts" }, {}),
    `${SUBJECT}was not finished after 60 s. Last seen: no task was seen. This run changed nothing; the next \`pulumi up\` ` +
      "waits for what still runs and looks again. If such tasks take longer, raise the resource's customTimeouts, which count instead of " +
      "taskTimeoutSeconds.",
  ],
  [
    "UnknownOutcomeError",
    ERRORS.outcomeUnknown({ ...UNSENT, desired: { sslEnabled: false } }, { cause: new Error("socket hang up") }),
    "postgres-5gevh7gr (ap-guangzhou): turning SSL off was sent, and it is unknown whether the cloud started it: no effect " +
      "of it was seen (socket hang up). It was not sent again, because that could restart the database twice. " +
      "Run `pulumi up` again: it looks first.",
  ],
  [
    "UnknownOutcomeError",
    ERRORS.outcomeUnknown(
      { ...CHANGE, mayArriveUntilMs: Date.UTC(2100, 0, 2, 3, 4, 5) },
      { cause: new Error("socket hang up.") },
    ),
    `${SUBJECT}was sent, and it is unknown whether the cloud started it: no effect of it was seen (socket hang up). It was ` +
      "not sent again, because the cloud may still accept it and would then restart the database twice. Run `pulumi up` " +
      "again: it looks first, and sends no other change before 2100-01-02T03:04:05Z.",
  ],
  [
    "ChangeInterruptedError",
    interrupted(CHANGE, CAUSE),
    `${SUBJECT}was started (task 100016, request e39921c1), but could not be followed to its end: DescribeTasks ` +
      "(ap-guangzhou): the cloud failed inside. Run it again. It goes on in the cloud; the next `pulumi up` looks at the " +
      "instance and does only what is still needed.",
  ],
  [
    "ChangeCancelledError",
    ERRORS.cancelled({ ...CHANGE, mayBeMade: true, lastSeen: RUNNING }, {}),
    `${SUBJECT}was cancelled (request e39921c1). Last seen: ${RUNNING}. What was started goes on in the cloud; the next ` +
      "`pulumi up` takes it over without starting it again.",
  ],
  [
    "ChangeCancelledError",
    ERRORS.cancelled({ ...UNSENT, before: { sslEnabled: true, connectAddress: "10.6.0.3" } }, {}),
    "postgres-5gevh7gr (ap-guangzhou): moving SSL from 10.6.0.3 to 10.6.0.4 was cancelled before it was started. Nothing " +
      "was changed; the next `pulumi up` starts from what it finds.",
  ],
  [
    "CancelledError",
    new CancelledError(),
    "the run was cancelled before this was finished. Nothing was changed by it; run it again when you want to.",
  ],
  [
    "ConflictingDeclarationsError",
    new ConflictingDeclarationsError(INSTANCE, ON, { sslEnabled: false }),
    "two resources of this program declare different settings for postgres-5gevh7gr (ap-guangzhou): this one SSL on for " +
      "10.6.0.4, another one SSL off. Keep one InstanceSslConfig for each instance.",
  ],
  [
    "EngineGoneError",
    new EngineGoneError(),
    "the Pulumi CLI that started this run is gone, so the change was not started. Run `pulumi up` again; it may ask for " +
      "`pulumi cancel` first.",
  ],
  ["PartialStateError", new PartialStateError("id", STATE, CAUSE), CAUSE.message],
  ["CredentialsError", new CredentialsError("no"), "no"],
  ["SettingsError", new SettingsError("no"), "no"],
] as const)(
  "%s says all that a user needs, and can be recognised by its base class and its name",
  (name, error, message) => {
    expect(error.message).toBe(message);
    expect(error).toBeInstanceOf(InstanceSslConfigError);
    expect(error.name).toBe(name);
  },
);

test.each([
  [{ sslEnabled: false }, "off"],
  [{ sslEnabled: true, connectAddress: "10.6.0.5" }, "on for 10.6.0.5"],
  [{ sslEnabled: true }, "on for no address"],
])("a change that is only reported as done fails with what was observed: %j", (observed, words) => {
  const error = ERRORS.notVerified(CHANGE, { observed });

  expect(error).toBeInstanceOf(InstanceSslConfigError);
  expect(String(error)).toBe(
    `NotVerifiedError: ${SUBJECT}had no effect (task 100016, request e39921c1): the cloud reports it as done, but SSL is ` +
      `${words}. ` +
      "Check the instance in the console; the next `pulumi up` tries again.",
  );
});

test("an unfinished change leaves what the engine needs to keep the resource in the state", () => {
  const reasons = [CAUSE.message];

  expect(new PartialStateError("id", STATE, CAUSE)).toMatchObject({ id: "id", state: STATE, cause: CAUSE, reasons });
});

test("an error about a change keeps task, request and cause for programs that catch it", () => {
  const kept = { taskId: 100016, requestId: "e39921c1", cause: CAUSE };

  expect(ERRORS.outcomeUnknown(CHANGE, { cause: CAUSE })).toMatchObject(kept);
  expect(interrupted(CHANGE, CAUSE)).toMatchObject(kept);
  expect(ERRORS.timedOut(UNSENT, {}).taskId).toBeUndefined();
});
