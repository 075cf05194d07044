import { assumptions } from "../../assumptions";
import { callsPerSecond } from "../../contract";
import { type Fields, list, type Reply, replyOf, text, told } from "../lab/findings";
import { all, type Check, judge, type Lab, notTried, type Verdict } from "../lab/lab";
import { code } from "./changes";

/** More than an action takes that has no number of its own. */
const burst = 30;

/** Rows about regions, zones and tags, and about which service answers. */
export const neighbourChecks = {
  serviceOfCall: async (lab) => {
    const reply = await lab.raw({ action: "DescribeTasks", service: "sts" });
    return judge(reply.code !== undefined, `signed for sts: ${told(reply)}`);
  },
  neighbourRates: async (lab) => {
    const question = { ask: "api", action: "DescribeRegions", parameters: {} } as const;
    const replies = (await Promise.all(Array.from({ length: burst }, () => lab.wire.ask(question)))).map(replyOf);
    const refused = replies.filter(({ code }) => code !== undefined).length;
    const most = String(callsPerSecond("DescribeRegions"));
    return judge(refused === 0, `DescribeRegions, ${most} a second: of ${burst} at once ${refused} are refused`);
  },
  taggedResources: async (lab) => {
    const instances = await lab.instances();
    const tagged = instances.find(isTagged);
    const untagged = instances.find((instance) => !isTagged(instance));
    if (!tagged || !untagged) return notTried("needs an instance with a tag and one without in the region");
    return all([
      judge((await namesOf(lab, tagged)) === 1, "an instance with a tag is listed"),
      judge((await namesOf(lab, untagged)) === 0, "one without is not"),
    ]);
  },
  otherResourcesTags: async (lab) => {
    const { instanceId } = lab.target;
    const { fields } = await lab.call("DescribeResourceTagsByResourceIds", {
      ...{ ServiceType: "postgres", ResourcePrefix: "DBInstanceId" },
      ...{ ResourceIds: [instanceId], ResourceRegion: lab.otherRegion },
    });
    return judge(fields.TotalCount === 0, `in ${lab.otherRegion}: ${String(fields.TotalCount)}`);
  },
  tagListingCode: async (lab) => {
    const asked = (more: Fields) =>
      lab.call("DescribeResourceTagsByResourceIds", {
        ...{ ServiceType: "postgres", ResourcePrefix: "DBInstanceId" },
        ...{ ResourceIds: [lab.target.instanceId], ResourceRegion: lab.target.region, ...more },
      });
    const category = await asked({ Category: "Borrowed" });
    const offset = await asked({ Offset: 1, Limit: 2 });
    const wanted = assumptions.tagListingCode.value;
    return all([
      judge(category.code === wanted, `another Category: ${told(category)}`),
      judge(offset.code === wanted, `Offset 1 of Limit 2: ${told(offset)}`),
    ]);
  },
  regionNumbers: async (lab) => {
    const regions = list((await lab.call("DescribeRegions")).fields.RegionSet);
    const own = regions.find(({ Region }) => Region === lab.target.region);
    return all([
      judge(own?.RegionState === "AVAILABLE", `${lab.target.region}: ${text(own?.RegionState) || "not listed"}`),
      judge(
        regions.every(({ RegionId }) => Number(RegionId) > 0),
        `${regions.length} regions with a number`,
      ),
    ]);
  },
  zones: async (lab) => {
    const { region } = lab.target;
    const regions = list((await lab.call("DescribeRegions")).fields.RegionSet);
    const regionId = Number(regions.find(({ Region }) => Region === region)?.RegionId);
    const zones = list((await lab.call("DescribeZones")).fields.ZoneSet);
    const wrong = zones.filter(({ Zone, ZoneId }) => {
      const number = Number(/-(\d+)$/.exec(text(Zone))?.[1]);
      return !text(Zone).startsWith(`${region}-`) || ZoneId !== regionId * 100_000 + number;
    });
    return judge(
      zones.length > 0 && wrong.length === 0,
      wrong.length > 0
        ? wrong.map(({ Zone, ZoneId }) => `${text(Zone)}: ${String(ZoneId)}`).join(", ")
        : `${zones.length} zones with such a number`,
    );
  },
} satisfies Record<string, Check>;

/** What the rows are held to where the emulator's own content is not the cloud's. */
export const neighbourForms = {
  serviceOfCall: "A call that is signed for another service is not answered by the action.",
  neighbourRates: "An action whose page gives a higher number takes more than 20 a second.",
  otherResourcesTags: "No tags of an instance in a region in which it is not.",
  regionNumbers: `The region that is called is listed, AVAILABLE, and each region has a number.`,
  zones: "They are named after the region; the number is that of the region times 100000 plus that of the zone.",
};

function isTagged({ TagList: tags }: Fields): boolean {
  return list(tags).length > 0;
}

async function namesOf(lab: Lab, { DBInstanceId: id, Uid: owner }: Fields): Promise<number> {
  const name = `qcs::postgres:${lab.target.region}:uin/${String(owner)}:DBInstanceId/${text(id)}`;
  return list((await lab.call("GetResources", { ResourceList: [name] })).fields.ResourceTagMappingList).length;
}

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
