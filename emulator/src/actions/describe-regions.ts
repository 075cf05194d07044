import type { Action } from "./action";
import { knownRegions, regionInfo } from "./known-regions";

/** Lists the regions in which the product is sold, and those in which the emulator has instances. */
export const describeRegions: Action<"DescribeRegions"> = (_, { cloud, region }) => {
  const used = [...cloud.instances.values()].map((instance) => instance.region);
  const regions = [...new Set([...knownRegions, ...used, region])].map(regionInfo);
  return { TotalCount: regions.length, RegionSet: regions };
};
