import { check } from "../../provider/resource/check";
import { ApiError, coded } from "../../provider/cloud/api-error";
import { classify } from "../../provider/cloud/classify";
import { type RequestFacts, RequestFailure } from "../../provider/cloud/request-failure";
import { credentialChain } from "../../provider/credentials/credential-chain";
import type { Task } from "../../provider/model/task";
import { CancelledError, ConflictingDeclarationsError, EngineGoneError } from "../../provider/errors/package-errors";
import { ERRORS, type FailedChange, interrupted } from "../../provider/reconcile/errors";
import { codeIn, tableAfter } from "./pages";

const instance = { dbInstanceId: "postgres-5gevh7gr", region: "ap-guangzhou" };
const desired = { sslEnabled: true, connectAddress: "10.6.0.4" } as const;
const change: FailedChange = {
  instance,
  desired,
  taskId: 100016,
  requestId: "e39921c1",
  lastSeen: "nothing",
  timeoutSeconds: 1200,
  timeoutSetting: "taskTimeoutSeconds",
};
const call = {
  action: "ModifyDBInstanceSSLConfig",
  region: instance.region,
  instanceId: instance.dbInstanceId,
} as const;
const task: Task = {
  taskId: 100016,
  taskType: "ModifyDBInstanceSSLConfig",
  instanceId: instance.dbInstanceId,
  status: "Fail",
  progress: 40,
  step: "Restart Instance",
  message: "Out of disk.",
  startedAtMs: 0,
  endedAtMs: 0,
};

/** The messages of the package, made by the code that makes them for users. */
async function messages(): Promise<string[]> {
  const lost = apiError("InternalError");
  return [
    ...check({}, undefined).failures.map(({ reason }) => reason),
    await messageOf(
      credentialChain({ readConfig: () => undefined, env: { HOME: "/nowhere" }, secondMs: 1 }).getCredential(),
    ),
    ...["ResourceNotFound.InstanceNotFoundError", "UnauthorizedOperation", "AuthFailure.SignatureExpire"].map(
      (code) => apiError(code).message,
    ),
    ERRORS.taskFailed(change, { task }).message,
    ERRORS.timedOut(change, {}).message,
    ERRORS.notVerified(change, { observed: { sslEnabled: false } }).message,
    ERRORS.outcomeUnknown(change, { cause: lost }).message,
    interrupted(change, lost).message,
    ERRORS.cancelled({ ...change, mayBeMade: true }, {}).message,
    ERRORS.cancelled(change, {}).message,
    new CancelledError().message,
    new ConflictingDeclarationsError(instance, desired, { sslEnabled: false }).message,
    new EngineGoneError().message,
  ];
}

function apiError(code: string): ApiError {
  return new ApiError(coded(call, { code, detail: "the cloud's words", requestId: "e39921c1" }));
}

function messageOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => "no error",
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

/** A text of a table, where `…` stands for anything. */
function patternOf(text: string): RegExp {
  const parts = text.split("…").map((part) => part.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(parts.join(".*"), "s");
}

const rows = tableAfter("docs/errors.md", "\n## Messages\n").map(([cell = ""]) => codeIn(cell)[0] ?? "");

test("the page on errors explains a message for each kind of error", async () => {
  const all = await messages();
  const unexplained = all.filter(
    (message) => message !== "is required" && !rows.some((text) => patternOf(text).test(message)),
  );
  expect(unexplained).toEqual([]);
});

test.each(rows)("the package prints what the page on errors explains: %s", async (text) => {
  expect((await messages()).filter((message) => patternOf(text).test(message))).not.toEqual([]);
});

test.each<[string, Partial<RequestFacts>]>([
  ["the endpoint could not be reached", { mayHaveLeft: false }],
  ["the endpoint could not be trusted", { mayHaveLeft: false, isUntrusted: true }],
  ["the endpoint failed before it gave a reply", { status: 502 }],
  ["the endpoint points to another address, which is not asked", { status: 302 }],
  ["the endpoint is not the API, or a proxy answered", { status: 404 }],
  ["the proxy did not connect to the endpoint", { status: 407, mayHaveLeft: false }],
  ["no readable reply arrived", {}],
])(
  "a failure without an answer from the API is reported and handled as the page on errors says: %s",
  (meaning, facts) => {
    const endpoint = { protocol: "https://", host: "a" } as const;
    const error = new RequestFailure({ words: "no", mayHaveLeft: true, isUntrusted: false, endpoint, ...facts });
    const words = { again: "again", unknown: "searches", fail: "ends" } as Record<string, string>;
    const [row] = tableAfter("docs/errors.md", "\nWithout a reply from the API:\n").filter(([cell]) =>
      cell?.includes(meaning),
    );
    const read = classify({ ...call, action: "DescribeDBInstanceSSLConfig" }, error);
    const write = classify(call, error);
    expect([read.meaning, write.meaning]).toEqual([meaning, meaning]);
    expect(row?.slice(2)).toEqual([words[read.verdict], words[write.verdict]]);
  },
);

test("the page on errors explains every failure without an answer from the API", () => {
  expect(tableAfter("docs/errors.md", "\nWithout a reply from the API:\n")).toHaveLength(7);
});
