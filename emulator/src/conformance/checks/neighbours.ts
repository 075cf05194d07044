import { assumptions } from "../../assumptions";
import { callsPerSecond } from "../../contract";
import type { Lab } from "../lab";
import { type Fields, list, replyOf, text, told } from "../reply";
import { all, type Check, judge, notTried } from "../verdict";

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
