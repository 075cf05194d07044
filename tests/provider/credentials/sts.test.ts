import { startSts, type StsServer } from "../../stand-ins/sts-server";
import { ManualClock } from "./manual-clock";
import { failureOf, keysOf, SHORT_SECOND_MS, TestMachine } from "./try-credentials";

const roleArn = "qcs::cam::uin/100000000001:roleName/operator";
const account = { secretId: "AKIDaccount", secretKey: "account-key", token: "account-token" };

let machine: TestMachine;
let sts: StsServer;
let clock: ManualClock;
let serverAheadMs: number;
let env: Record<string, string>;

beforeEach(async () => {
  serverAheadMs = 0;
  clock = new ManualClock();
  machine = await TestMachine.create();
  sts = await startSts({ accounts: [account], roleArn, now: () => clock.wallMs + serverAheadMs });
  env = {
    TENCENTCLOUD_SECRET_ID: account.secretId,
    TENCENTCLOUD_SECRET_KEY: account.secretKey,
    TENCENTCLOUD_SECURITY_TOKEN: account.token,
    TENCENTCLOUD_ASSUME_ROLE_ARN: roleArn,
    TENCENTCLOUD_STS_ENDPOINT: sts.url,
  };
});
afterEach(() => Promise.all([machine.remove(), sts.close()]));

const failure = (changes: Record<string, string> = {}, secondMs?: number): Promise<string> =>
  failureOf(
    machine.chain({ env: { ...env, ...changes }, clock: clock.read, ...(secondMs === undefined ? {} : { secondMs }) }),
  );

test("an error starts with what was asked of whom, for which role", async () => {
  const other = "qcs::cam::uin/100000000001:roleName/other";

  expect(await failure({ TENCENTCLOUD_ASSUME_ROLE_ARN: other })).toMatch(
    new RegExp(
      `^the Tencent Cloud credentials of the environment cannot be used: AssumeRole for ${other} ` +
        `\\(${new URL(sts.url).host}, ap-guangzhou\\): the role or identity provider does not exist ` +
        "\\[ResourceNotFound\\.RoleNotFound, request [0-9a-f-]{36}: The role does not exist\\.\\]\\. " +
        "Check the ARN of the role and the id of the provider\\.",
    ),
  );
  expect(sts.calls).toHaveLength(1);
});

test.each([
  ["a wrong key", { TENCENTCLOUD_SECRET_KEY: "wrong-key" }, "the SecretKey does not belong to the SecretId"],
  ["an unknown id", { TENCENTCLOUD_SECRET_ID: "AKIDother" }, "the SecretId does not exist or is disabled"],
  ["a wrong token", { TENCENTCLOUD_SECURITY_TOKEN: "stale" }, "the session token is missing, wrong or has expired"],
])(
  "%s is reported in plain words, and the cloud's own words are shown without the secret in them",
  async (_, changes, words) => {
    const message = await failure(changes);

    expect(message).toContain(words);
    expect(message).not.toMatch(/wrong-key|AKIDother|stale|account-key|account-token|AKIDaccount/);
  },
);

test.each([
  [
    "UnauthorizedOperation",
    "these credentials may not assume the role",
    "Allow them sts:AssumeRole for the role, and check whom the role trusts and its external id.",
  ],
  [
    "AuthFailure.UnauthorizedOperation",
    "these credentials may not assume the role",
    "Allow them sts:AssumeRole for the role, and check whom the role trusts and its external id.",
  ],
  [
    "InvalidParameter.ParamError",
    "STS refused a parameter",
    "Check the ARN of the role, the session's name and duration, the external id and the identity token.",
  ],
])("a refusal with %s says in plain words what STS means by it, and what to do", async (code, meaning, advice) => {
  sts.faults.push(refusal(code, "No."));

  expect(await failure()).toContain(`: ${meaning} [${code}, request r: No.]. ${advice}`);
});

test("a refusal that quotes the request is shown without the quote", async () => {
  sts.faults.push(refusal("InvalidParameter", "AKIDaccount, account-key and account-token are refused."));

  expect(await failure()).toContain("[InvalidParameter, request r: ***, *** and *** are refused.]");
});

test.each([-301_000, 301_000])("a clock that differs by %d ms is named as the cause", async (ahead) => {
  serverAheadMs = ahead;

  expect(await failure()).toMatch(
    /this machine's clock differs from the cloud's by more than five minutes \[AuthFailure\.SignatureExpire, .*\]\. Set the clock/,
  );
});

test("a clock that differs by less does not change how long the credentials are kept", async () => {
  serverAheadMs = 299_000;
  const chain = machine.chain({ env, clock: clock.read });
  await chain.getCredential();
  clock.pass(7199);
  await chain.getCredential();
  clock.pass(1);

  expect((await keysOf(chain)).secretId).toBe(sts.issued.at(-1)?.secretId);
  expect(sts.issued.length).toBeGreaterThan(1);
});

test.each([
  ["a cut connection", "cut" as const],
  ["a reply that never comes", "hang" as const],
  ["a server that fails", { status: 500 }],
  ["a gateway that fails", { status: 502 }],
  ["too many requests", { status: 429 }],
  ["a limit", refusal("RequestLimitExceeded.UinLimitExceeded")],
  ["a failure inside the cloud", refusal("InternalError.DbError")],
])("%s is tried again, twice", async (_, fault) => {
  sts.faults.push(fault, fault);
  expect(await keysOf(machine.chain({ env, clock: clock.read, secondMs: SHORT_SECOND_MS }))).toEqual(sts.issued[0]);

  sts.faults.push(fault, fault, fault);
  await failure({}, SHORT_SECOND_MS);
  expect(sts.requests).toHaveLength(6);
});

test.each([
  ["a cut connection", "cut" as const, "the connection failed \\(\\w+\\)"],
  ["silence", "hang" as const, "no reply within 10 s"],
  ["a failing gateway", { status: 502 }, "the reply is HTTP 502"],
])("%s that does not pass is an error that says where to look", async (_, fault, words) => {
  sts.faults.push(fault, fault, fault);

  expect(await failure({}, SHORT_SECOND_MS)).toMatch(
    new RegExp(
      `${words}\\. Check the network, proxy and endpoint between this machine and the Security Token Service\\.`,
    ),
  );
});

test.each([
  ["a page", { body: "<html>proxy</html>" }, "the reply is not one of the API"],
  ["nothing", { body: "" }, "the reply is not one of the API"],
  ["an object without a response", { body: "{}" }, "the reply is not one of the API"],
  [
    "a response without credentials",
    { body: '{"Response":{"ExpiredTime":4102444800}}' },
    "TmpSecretId in the reply is not text",
  ],
  ["a response without an end", { body: '{"Response":{}}' }, "ExpiredTime in the reply is not a number"],
  [
    "an error of wrong types",
    { body: '{"Response":{"Error":{"Code":5,"Message":[]}}}' },
    "the cloud answered with an error [: ]",
  ],
  ["another status", { status: 403 }, "the reply is HTTP 403"],
])("%s is an error at once", async (_, fault, words) => {
  sts.faults.push(fault);

  expect(await failure()).toContain(words);
  expect(sts.requests).toHaveLength(1);
});

test("credentials are kept no longer than was asked for, whatever the reply says", async () => {
  const chain = machine.chain({ env: { ...env, TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION: "900" }, clock: clock.read });
  const Credentials = { TmpSecretId: "AKIDlong", TmpSecretKey: "long-key", Token: "long-token" };
  sts.faults.push({ body: JSON.stringify({ Response: { Credentials, ExpiredTime: 4102444800 } }) });
  expect((await keysOf(chain)).secretId).toBe("AKIDlong");
  clock.pass(900);

  expect(await keysOf(chain)).toEqual(sts.issued[0]);
});

test("the cloud is asked to answer in English", async () => {
  await keysOf(machine.chain({ env, clock: clock.read }));

  expect(sts.calls[0]?.language).toBe("en-US");
});

test("text of a reply cannot write to the terminal", async () => {
  sts.faults.push(refusal("Evil\u001b[2JCode", "line\u001b]0;title\u0007\u202egnp"));

  expect(await failure()).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

function refusal(code: string, message = "Try again."): { readonly body: string } {
  return { body: JSON.stringify({ Response: { Error: { Code: code, Message: message }, RequestId: "r" } }) };
}
