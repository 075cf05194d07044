import {
  CancelledError,
  ConflictingDeclarationsError,
  CredentialsError,
  EngineGoneError,
  InstanceSslConfigError,
  PartialStateError,
  SettingsError,
} from "../../../provider/errors/package-errors";
import {
  ChangeCancelledError,
  ChangeInterruptedError,
  NotVerifiedError,
  TaskFailedError,
  TaskTimeoutError,
  UnknownOutcomeError,
} from "../../../provider/errors/change-errors";
import { TASK } from "../task";

const INSTANCE = { dbInstanceId: "postgres-5gevh7gr", region: "ap-guangzhou" };
const ON = { sslEnabled: true, connectAddress: "10.6.0.4" } as const;
const CHANGE = { instance: INSTANCE, desired: ON, taskId: 100016, requestId: "e39921c1" };
const FAILED = { ...TASK, status: "Fail", progress: 25 };
const SUBJECT = "turning SSL on for 10.6.0.4 for postgres-5gevh7gr (ap-guangzhou, task 100016, request e39921c1): ";

const STATE = { ...INSTANCE, sslEnabled: false, onDelete: "disable", taskTimeoutSeconds: 1200 } as const;
const CAUSE = new Error("DescribeTasks (ap-guangzhou): the cloud failed inside. Run it again.");

test.each([
  [
    "TaskFailedError",
    new TaskFailedError(CHANGE, { ...FAILED, step: "Issue Certificate", message: "no disk left" }),
    `${SUBJECT}task 100016 (ModifyInstanceSSL) is Fail, 25 %, step "Issue Certificate", with the message "no disk left". ` +
      "See the task in the console; the next `pulumi up` looks at the instance and, where still needed, tries again.",
  ],
  [
    "TaskFailedError",
    new TaskFailedError({ ...CHANGE, taskId: undefined }, FAILED),
    `${SUBJECT}task 100016 (ModifyInstanceSSL) is Fail, 25 %, without a message. ` +
      "See the task in the console; the next `pulumi up` looks at the instance and, where still needed, tries again.",
  ],
  [
    "TaskTimeoutError",
    new TaskTimeoutError(CHANGE, 1200, "task 100016 (SSL) is Running, 73 %"),
    `${SUBJECT}not finished after 1200 s: task 100016 (SSL) is Running, 73 %. It goes on in the cloud; the next ` +
      "`pulumi up` waits for it without starting it again. If such tasks take longer, raise taskTimeoutSeconds (with " +
      "the provider plugin: or the custom timeout, where one is set).",
  ],
  [
    "UnknownOutcomeError",
    new UnknownOutcomeError({ instance: INSTANCE, desired: { sslEnabled: false } }, new Error("socket hang up")),
    "turning SSL off for postgres-5gevh7gr (ap-guangzhou): it is unknown whether the cloud started the change, and no " +
      "effect of it was seen (socket hang up). It was not sent again, because that could restart the database twice. " +
      "Run `pulumi up` again: it looks first.",
  ],
  [
    "ChangeInterruptedError",
    new ChangeInterruptedError(CHANGE, CAUSE),
    `${SUBJECT}the change was started, but could not be followed to its end: DescribeTasks (ap-guangzhou): the cloud ` +
      "failed inside. Run it again. It goes on in the cloud; the next `pulumi up` looks at the instance and does only " +
      "what is still needed.",
  ],
  [
    "ChangeCancelledError",
    new ChangeCancelledError(CHANGE, "task 100016 (SSL) is Running, 40 %"),
    `${SUBJECT}cancelled, last seen: task 100016 (SSL) is Running, 40 %. What was started goes on in the cloud; the next ` +
      "`pulumi up` takes it over without starting it again.",
  ],
  [
    "ChangeCancelledError",
    new ChangeCancelledError({ instance: INSTANCE, desired: ON }, undefined),
    "turning SSL on for 10.6.0.4 for postgres-5gevh7gr (ap-guangzhou): cancelled before the change was started. Nothing " +
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
  const error = new NotVerifiedError(CHANGE, observed);

  expect(error).toBeInstanceOf(InstanceSslConfigError);
  expect(String(error)).toBe(
    `NotVerifiedError: ${SUBJECT}the cloud reports the change as done, but the instance has SSL ${words}. ` +
      "Check the instance in the console; the next `pulumi up` tries again.",
  );
});

test("an unfinished change leaves what the engine needs to keep the resource in the state", () => {
  const reasons = [CAUSE.message];

  expect(new PartialStateError("id", STATE, CAUSE)).toMatchObject({ id: "id", state: STATE, cause: CAUSE, reasons });
});

test("an error about a change keeps task, request and cause for programs that catch it", () => {
  const kept = { taskId: 100016, requestId: "e39921c1", cause: CAUSE };

  expect(new UnknownOutcomeError(CHANGE, CAUSE)).toMatchObject(kept);
  expect(new ChangeInterruptedError(CHANGE, CAUSE)).toMatchObject(kept);
  expect(new TaskTimeoutError({ instance: INSTANCE, desired: ON }, 1, "nothing").taskId).toBeUndefined();
});
