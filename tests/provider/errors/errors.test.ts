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

const INSTANCE = { dbInstanceId: "postgres-5gevh7gr", region: "ap-guangzhou" };
const ON = { sslEnabled: true, connectAddress: "10.6.0.4" } as const;
const CHANGE = { instance: INSTANCE, desired: ON, taskId: 100016, requestId: "e39921c1" };
const TASK = {
  taskId: 100016,
  taskType: "ModifyInstanceSSL",
  instanceId: "postgres-5gevh7gr",
  status: "Fail",
  progress: 25,
  startedAtMs: 0,
  endedAtMs: 0,
};
const SUBJECT = "turning SSL on for 10.6.0.4 for postgres-5gevh7gr (ap-guangzhou, task 100016, request e39921c1): ";

test("a failed task is reported with its state, step and message", () => {
  const error = new TaskFailedError(CHANGE, { ...TASK, step: "Issue Certificate", message: "no disk left" });

  expect(error.message).toBe(
    `${SUBJECT}task 100016 (ModifyInstanceSSL) is Fail, 25 %, step "Issue Certificate", with the message "no disk left". ` +
      "See the task in the console; the next `pulumi up` looks at the instance and, where still needed, tries again.",
  );
});

test("a failed task without a message says so, and names the task even where the change knew none", () => {
  const { taskId, ...change } = CHANGE;
  const error = new TaskFailedError(change, TASK);

  expect(error.message).toContain(`${SUBJECT}task ${taskId} (ModifyInstanceSSL) is Fail, 25 %, without a message. `);
});

test("a change that took too long is reported with what was last seen of it and how to wait longer", () => {
  expect(new TaskTimeoutError(CHANGE, 1200, "task 100016 (SSL) is Running, 73 %").message).toBe(
    `${SUBJECT}not finished after 1200 s: task 100016 (SSL) is Running, 73 %. It goes on in the cloud; the next ` +
      "`pulumi up` waits for it without starting it again. If such tasks take longer, raise taskTimeoutSeconds (with " +
      "the provider plugin: or the custom timeout, where one is set).",
  );
});

test.each([
  [{ sslEnabled: false }, "off"],
  [{ sslEnabled: true, connectAddress: "10.6.0.5" }, "on for 10.6.0.5"],
  [{ sslEnabled: true }, "on for no address"],
])("a change that is only reported as done fails with what was observed: %j", (observed, words) => {
  expect(new NotVerifiedError(CHANGE, observed).message).toBe(
    `${SUBJECT}the cloud reports the change as done, but the instance has SSL ${words}. ` +
      "Check the instance in the console; the next `pulumi up` tries again.",
  );
});

test("a change with an unknown outcome is reported with the reason, and why it was not sent again", () => {
  const cause = new Error("socket hang up");
  const error = new UnknownOutcomeError({ instance: INSTANCE, desired: { sslEnabled: false } }, cause);

  expect(error.message).toBe(
    "turning SSL off for postgres-5gevh7gr (ap-guangzhou): it is unknown whether the cloud started the change, and no " +
      "effect of it was seen (socket hang up). It was not sent again, because that could restart the database twice. " +
      "Run `pulumi up` again: it looks first.",
  );
  expect(error.cause).toBe(cause);
});

test("a change that could not be followed is reported with the reason, in one sentence", () => {
  const cause = new Error("DescribeTasks (ap-guangzhou): the cloud failed inside. Run it again.");
  const error = new ChangeInterruptedError(CHANGE, cause);

  expect(error.message).toBe(
    `${SUBJECT}the change was started, but could not be followed to its end: DescribeTasks (ap-guangzhou): the cloud ` +
      "failed inside. Run it again. It goes on in the cloud; the next `pulumi up` looks at the instance and does only " +
      "what is still needed.",
  );
  expect(error.cause).toBe(cause);
});

test("a cancelled change is reported with what was last seen of it, and with what the next run does", () => {
  expect(new ChangeCancelledError(CHANGE, "task 100016 (SSL) is Running, 40 %").message).toBe(
    `${SUBJECT}cancelled, last seen: task 100016 (SSL) is Running, 40 %. What was started goes on in the cloud; the next ` +
      "`pulumi up` takes it over without starting it again.",
  );
  expect(new ChangeCancelledError({ instance: INSTANCE, desired: ON }, undefined).message).toBe(
    "turning SSL on for 10.6.0.4 for postgres-5gevh7gr (ap-guangzhou): cancelled before the change was started. Nothing " +
      "was changed; the next `pulumi up` starts from what it finds.",
  );
});

test("a look that was cancelled says that nothing was changed", () => {
  expect(new CancelledError().message).toBe(
    "the run was cancelled before this was finished. Nothing was changed by it; run it again when you want to.",
  );
});

test("two resources that declare different settings for one instance are both named, and what to do about it", () => {
  expect(new ConflictingDeclarationsError(INSTANCE, ON, { sslEnabled: false }).message).toBe(
    "two resources of this program declare different settings for postgres-5gevh7gr (ap-guangzhou): this one SSL on for " +
      "10.6.0.4, another one SSL off. Keep one InstanceSslConfig for each instance.",
  );
});

test("an unfinished change leaves what the engine needs to keep the resource in the state", () => {
  const cause = new TaskFailedError(CHANGE, TASK);
  const state = { ...INSTANCE, sslEnabled: false, onDelete: "disable", taskTimeoutSeconds: 1200 } as const;
  const error = new PartialStateError("postgres-5gevh7gr", state, cause);

  expect(error).toMatchObject({ id: "postgres-5gevh7gr", state, cause, reasons: [cause.message] });
  expect(error.message).toBe(cause.message);
});

test("every error can be recognised by its base class and its name", () => {
  const errors = [
    new CancelledError(),
    new ChangeCancelledError(CHANGE, undefined),
    new ChangeInterruptedError(CHANGE, Error("no")),
    new ConflictingDeclarationsError(INSTANCE, ON, { sslEnabled: false }),
    new CredentialsError("no"),
    new NotVerifiedError(CHANGE, { sslEnabled: false }),
    new PartialStateError(
      "id",
      { ...INSTANCE, sslEnabled: false, onDelete: "disable", taskTimeoutSeconds: 1 },
      Error("no"),
    ),
    new SettingsError("no"),
    new TaskFailedError(CHANGE, TASK),
    new TaskTimeoutError(CHANGE, 1, "nothing"),
    new UnknownOutcomeError(CHANGE, Error("no")),
  ];

  expect(errors.every((error) => error instanceof InstanceSslConfigError)).toBe(true);
  expect(errors.map(({ name }) => name)).toEqual([
    "CancelledError",
    "ChangeCancelledError",
    "ChangeInterruptedError",
    "ConflictingDeclarationsError",
    "CredentialsError",
    "NotVerifiedError",
    "PartialStateError",
    "SettingsError",
    "TaskFailedError",
    "TaskTimeoutError",
    "UnknownOutcomeError",
  ]);
});

test("an error about a change keeps task and request for programs that catch it", () => {
  expect(new TaskTimeoutError(CHANGE, 1, "nothing")).toMatchObject({ taskId: 100016, requestId: "e39921c1" });
  expect(new TaskTimeoutError({ instance: INSTANCE, desired: ON }, 1, "nothing").taskId).toBeUndefined();
});

test("a run whose CLI is gone says that nothing was started, and what to do", () => {
  const error = new EngineGoneError();

  expect(error).toBeInstanceOf(InstanceSslConfigError);
  expect(error.name).toBe("EngineGoneError");
  expect(error.message).toBe(
    "the Pulumi CLI that started this run is gone, so the change was not started. Run `pulumi up` again; it may ask for " +
      "`pulumi cancel` first.",
  );
});
