import { largestBodyBytes } from "../../gateway/call";
import { type Reply, replyOf, told } from "../lab/findings";
import { all, judge, type Lab, type Verdict } from "../lab/lab";
import type { RawQuestion } from "../lab/question";

interface Case {
  /** Which check comes before which. */
  readonly order: string;
  /** A request that fails both. */
  readonly request: Omit<RawQuestion, "ask">;
  readonly code: string;
  /** The parameter that the message of MissingParameter names. */
  readonly names?: string;
}

const expired = -3600;
const noSuchVersion = "2000-01-01";

/** Each request fails two checks that follow each other; the code tells which came first. */
const cases: readonly Case[] = [
  { order: "method, size", request: { method: "PUT", body: largestBodyBytes + 1 }, code: "UnsupportedProtocol" },
  { order: "size, Action", request: { body: largestBodyBytes + 1, action: null }, code: "RequestSizeLimitExceeded" },
  {
    order: "Action, Timestamp",
    request: { action: null, timestampOffsetSeconds: null },
    code: "MissingParameter",
    names: "Action",
  },
  {
    order: "Timestamp, Version",
    request: { timestampOffsetSeconds: null, version: noSuchVersion },
    code: "MissingParameter",
    names: "Timestamp",
  },
  { order: "Version, signature", request: { version: noSuchVersion, signature: "malformed" }, code: "NoSuchVersion" },
  {
    order: "form of the signature, time",
    request: { signature: "malformed", timestampOffsetSeconds: expired },
    code: "AuthFailure.InvalidAuthorization",
  },
  {
    order: "time, key",
    request: { timestampOffsetSeconds: expired, signature: "of an unknown key" },
    code: "AuthFailure.SignatureExpire",
  },
  {
    order: "key, token",
    request: { signature: "of an unknown key", token: "of nobody" },
    code: "AuthFailure.SecretIdNotFound",
  },
  { order: "token, signature", request: { token: "of nobody", signature: "wrong" }, code: "AuthFailure.TokenFailure" },
  { order: "signature, Region", request: { signature: "wrong", region: null }, code: "AuthFailure.SignatureFailure" },
  {
    order: "Region, parameters",
    request: { region: null, body: '{"NoSuchParameter":1}' },
    code: "MissingParameter",
    names: "Region",
  },
];

/** Tries the order of the gateway's checks, two at a time. */
export async function orderOfChecks(lab: Lab): Promise<Verdict> {
  const verdicts: Verdict[] = [];
  for (const { order, request, code, names } of cases) {
    const reply = await lab.raw(request);
    verdicts.push(judge(reply.code === code && isNamed(names, reply), `${order}: ${told(reply)}`));
  }
  const verdict = all(verdicts);
  return verdict.verdict === "holds" ? { ...verdict, seen: `each of ${cases.length} pairs in this order` } : verdict;
}

function isNamed(name: string | undefined, { message }: Reply): boolean {
  return name === undefined || message.includes(name);
}

/** Far more than a second takes, of an action that hardly anybody uses. */
const burst = 60;
const callsPerSecond = 20;
const intoTheNextSecond = 1.1;

/** Sends more calls at once than a second takes, and another action's call among them. */
export async function rateWindow(lab: Lab): Promise<Verdict> {
  const filter = { Name: "db-master-instance-id", Values: [lab.target.instanceId] };
  const question = { ask: "api", action: "DescribeReadOnlyGroups", parameters: { Filters: [filter] } } as const;
  await lab.wire.pause(intoTheNextSecond);
  const [other, ...replies] = (
    await Promise.all([
      lab.wire.ask({ ask: "api", action: "DescribeTasks", parameters: { Limit: 1 } }),
      ...Array.from({ length: burst }, () => lab.wire.ask(question)),
    ])
  ).map(replyOf);
  await lab.wire.pause(intoTheNextSecond);
  const later = replyOf(await lab.wire.ask(question));
  const refused = replies.filter(isLimited);
  const accepted = replies.filter(({ code }) => code === undefined).length;
  const limits = [...new Set(refused.map(({ message }) => /`(\d+)`[^`]*$/.exec(message)?.[1] ?? message))];
  return all([
    judge(
      refused.length > 0 && accepted >= callsPerSecond && accepted + refused.length === burst,
      `of ${burst} at once ${accepted} are accepted, ${refused.length} refused`,
    ),
    judge(limits.join() === String(callsPerSecond), `the limit is said to be ${limits.join(" and ") || "nothing"}`),
    judge(other?.code === undefined, `another action: ${other ? told(other) : "no reply"}`),
    judge(later.code === undefined, `in the next second: ${told(later)}`),
  ]);
}

function isLimited({ code }: Reply): boolean {
  return code?.startsWith("RequestLimitExceeded") ?? false;
}
