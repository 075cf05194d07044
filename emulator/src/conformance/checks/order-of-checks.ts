import { largestBodyBytes } from "../../gateway/call";
import { all, judge, type Lab, type Verdict } from "../lab";
import { type RawQuestion, type Reply, told } from "../question";

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
