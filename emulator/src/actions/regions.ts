import { assumptions } from "../assumptions";
import { requestEnums } from "../contract";
import { type Action, checkChoice } from "./action";

/** Lists the regions in which the product is sold, and those in which the emulator has instances. */
export const describeRegions: Action<"DescribeRegions"> = (_, { cloud, region }) => {
  const used = [...cloud.instances.values()].map((instance) => instance.region);
  const regions = [...new Set([...knownRegions, ...used, region])].map(regionInfo);
  return { TotalCount: regions.length, RegionSet: regions };
};

/** Lists the zones of the call's region; the instances of the emulator are in the first one. */
export const describeZones: Action<"DescribeZones"> = (parameters, { region }) => {
  checkChoice("StorageType", parameters.StorageType, requestEnums["DescribeZones.StorageType"], "PHYSICAL_LOCAL_SSD");
  const { RegionId, RegionName } = regionInfo(region);
  const zones = Array.from({ length: assumptions.zones.value.count }, (_, index) => index + 1);
  const names = zones.map((number) => `${region}-${number}`);
  return {
    TotalCount: zones.length,
    ZoneSet: zones.map((number) => ({
      Zone: `${region}-${number}`,
      ZoneName: `${RegionName}${number}区`,
      ZoneId: RegionId * 100_000 + number,
      ZoneState: "AVAILABLE",
      ZoneSupportIpv6: 0,
      StandbyZoneSet: names,
    })),
  };
};

/** The regions of the product with the number, the Chinese name and the kind of site that the cloud has for them. */
const regions: Readonly<Record<string, { readonly id: number; readonly name: string; readonly isAbroad: boolean }>> = {
  "ap-guangzhou": { id: 1, name: "华南地区(广州)", isAbroad: false },
  "ap-shanghai": { id: 4, name: "华东地区(上海)", isAbroad: false },
  "ap-hongkong": { id: 5, name: "港澳台地区(中国香港)", isAbroad: true },
  "ap-shanghai-fsi": { id: 7, name: "华东地区(上海金融)", isAbroad: false },
  "ap-beijing": { id: 8, name: "华北地区(北京)", isAbroad: false },
  "ap-singapore": { id: 9, name: "亚太东南(新加坡)", isAbroad: true },
  "ap-shenzhen-fsi": { id: 11, name: "华南地区(深圳金融)", isAbroad: false },
  "na-siliconvalley": { id: 15, name: "美国西部(硅谷)", isAbroad: true },
  "ap-chengdu": { id: 16, name: "西南地区(成都)", isAbroad: false },
  "eu-frankfurt": { id: 17, name: "欧洲地区(法兰克福)", isAbroad: true },
  "ap-seoul": { id: 18, name: "亚太东北(首尔)", isAbroad: true },
  "ap-chongqing": { id: 19, name: "西南地区(重庆)", isAbroad: false },
  "na-ashburn": { id: 22, name: "美国东部(弗吉尼亚)", isAbroad: true },
  "ap-bangkok": { id: 23, name: "亚太东南(曼谷)", isAbroad: true },
  "ap-tokyo": { id: 25, name: "亚太东北(东京)", isAbroad: true },
  "ap-nanjing": { id: 33, name: "华东地区(南京)", isAbroad: false },
  "ap-jakarta": { id: 72, name: "亚太东南(雅加达)", isAbroad: true },
  "sa-saopaulo": { id: 74, name: "南美地区(圣保罗)", isAbroad: true },
};

const knownRegions: readonly string[] = Object.keys(regions);

/** A region as DescribeRegions shows it; one that is not known has its English name and the number of no other. */
function regionInfo(region: string) {
  const { id, name, isAbroad } = regions[region] ?? {
    id: assumptions.regionNumbers.value.ofUnknown,
    name: region,
    isAbroad: true,
  };
  return {
    Region: region,
    RegionName: name,
    RegionId: id,
    RegionState: "AVAILABLE",
    SupportInternational: isAbroad ? 1 : 0,
  };
}
