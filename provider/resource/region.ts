import { printableValue } from "../model/printable";

/** Only the form is checked: the cloud opens new regions. */
const REGION = /^[a-z]{2,}(-[a-z0-9]+)+$/;

/** Zones are numbered within their region, and no region ends in a number. */
const ZONE = /^(.+[a-z])-\d+$/;

/** What is wrong with a region, or `undefined`. */
export function regionMistake(value: unknown): string | undefined {
  if (typeof value !== "string" || !REGION.test(value.toLowerCase())) {
    return `must be a region such as ap-guangzhou, but is ${printableValue(value)}`;
  }
  const zone = ZONE.exec(value.toLowerCase());
  if (zone) return `must be the region ${zone[1]} and not an availability zone of it, but is ${printableValue(value)}`;
  return value === value.toLowerCase() ? undefined : `must be in small letters, but is ${printableValue(value)}`;
}

/** What is wrong where neither an argument nor a setting names a region. */
export const REGION_MISSING =
  "is not set anywhere: give it as an argument, with `pulumi config set tencentcloud:region REGION`, or in " +
  "TENCENTCLOUD_REGION";
