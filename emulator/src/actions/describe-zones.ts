import { assumptions } from "../assumptions";
import { requestEnums } from "../contract";
import type { Action } from "./action";
import { checkChoice } from "./check-choice";
import { regionInfo } from "./known-regions";

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
