import { assumptions } from "../../assumptions";
import type { Lab } from "../lab";
import { type Fields, type Reply, text, told } from "../reply";
import { all, type Check, judge, notTried, type Verdict } from "../verdict";
import { code } from "./changes";

/** A role of the right form that no account has. */
export const noRole = "qcs::cam::uin/1:roleName/conformance-nowhere";
/** A JSON Web Token of nobody, good until the year 2100. */
export const unsignedToken = [
  { alg: "RS256", typ: "JWT" },
  { iss: "https://conformance.invalid", sub: "conformance", aud: "conformance", exp: 4_102_444_800 },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
  .concat("c2lnbmF0dXJl")
  .join(".");

const role = { RoleSessionName: "conformance" };

/** Rows about sts. Those that need a role are tried with the one that was named. */
export const roleChecks = {
  anyRole: withRole(async (lab, RoleArn) => {
    const reply = await lab.call("AssumeRole", { ...role, RoleArn });
    return judge(reply.code === undefined, told(reply));
  }),
  untrustedRoleCode: async (lab) => {
    const { untrustedRoleArn: RoleArn } = lab.target;
    if (RoleArn === undefined) return notTried("needs a role that may not be assumed (--untrusted-role)");
    return code(await lab.call("AssumeRole", { ...role, RoleArn }), assumptions.untrustedRoleCode.value);
  },
  sessionCodes: withRole(async (lab, RoleArn) => {
    const wanted = "InvalidParameter.ParamError";
    return all([
      says("RoleArn", await lab.call("AssumeRole", { ...role, RoleArn: "no role" }), wanted),
      says("RoleSessionName", await lab.call("AssumeRole", { RoleArn, RoleSessionName: "a b" }), wanted),
      says("ExternalId", await lab.call("AssumeRole", { ...role, RoleArn, ExternalId: "!" }), wanted),
      says(
        "DurationSeconds",
        await lab.call("AssumeRole", { ...role, RoleArn, DurationSeconds: 43_201 }),
        "InvalidParameter.OverTimeError",
      ),
    ]);
  }),
  policy: withRole(async (lab, RoleArn) => {
    const policy = { version: "2.0", statement: [{ effect: "allow", action: ["postgres:*"], resource: ["*"] }] };
    const assumed = (Policy: string) => lab.call("AssumeRole", { ...role, RoleArn, Policy });
    const malformed = await assumed("no policy");
    const wellFormed = await assumed(encodeURIComponent(JSON.stringify(policy)));
    return all([
      judge(malformed.code?.startsWith("InvalidParameter") ?? false, `malformed: ${told(malformed)}`),
      judge(wellFormed.code === undefined, `well-formed: ${told(wellFormed)}`),
    ]);
  }),
  webIdentityToken: async (lab) => {
    const parameters: Fields = { ...role, RoleArn: lab.target.roleArn ?? noRole, ProviderId: "OIDC" };
    const assumed = (WebIdentityToken: string) =>
      lab.call("AssumeRoleWithWebIdentity", { ...parameters, WebIdentityToken });
    // What a token of nobody gets is of no account in the cloud, which knows the provider; its reply's form is.
    await assumed(unsignedToken);
    return code(await assumed("no token"), "InvalidParameter.WebIdentityTokenError");
  },
  callerIdentity: async (lab) => {
    const { fields } = await lab.call("GetCallerIdentity");
    const { Uid: owner } = await lab.instance();
    return all([
      judge(["CAMUser", "CAMRole", "FederatedUser", "RootAccount"].includes(text(fields.Type)), text(fields.Type)),
      judge(fields.AccountId === String(owner), "the account that the instance belongs to"),
    ]);
  },
} satisfies Record<string, Check>;

/** What the rows are held to where the emulator is more open than a cloud can be. */
export const roleForms = {
  anyRole: "A role that trusts the caller can be assumed by its RoleArn.",
  policy: "A malformed one gets a code of InvalidParameter, a well-formed one is accepted.",
  webIdentityToken: "What is no JSON Web Token gets `InvalidParameter.WebIdentityTokenError`.",
  callerIdentity: "Type says what kind of identity it is, AccountId is the Uid of the instances.",
};

function withRole(check: (lab: Lab, roleArn: string) => Promise<Verdict>): Check {
  return (lab) =>
    lab.target.roleArn === undefined
      ? notTried("needs a role that may be assumed (--role)")
      : check(lab, lab.target.roleArn);
}

function says(what: string, reply: Reply, wanted: string): Verdict {
  return judge(reply.code === wanted, `${what}: ${told(reply)}`);
}
