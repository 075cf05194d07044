import { isIP } from "node:net";

/** What a value must be where it is not that, else `undefined`. Asked for values that are present and known. */
export type Rule = (value: unknown) => string | undefined;

const INSTANCE_ID = /^(postgres|pgro)-[a-z0-9]{8}$/;
/** The last label starts with a letter: four numbers with dots are an IP address or a mistake, never a name. */
const DNS_NAME = /^(?=.{1,253}$)([a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i;
/** Only the form is checked: the cloud opens new regions. */
const REGION = /^[a-z]{2,}(-[a-z0-9]+)+$/;
/** Zones are numbered within their region, and no region ends in a number. */
const ZONE = /^(.+[a-z])-\d+$/;

export const instanceIdRule: Rule = (value) =>
  typeof value === "string" && INSTANCE_ID.test(value)
    ? undefined
    : "must be an instance id, postgres- or pgro- and 8 lower-case letters or digits";

export const addressRule: Rule = (value) => {
  if (typeof value !== "string") return mustBeAddress("a port");
  if (isAddress(value)) return undefined;
  return mustBeAddress(value.endsWith(".") && isAddress(value.slice(0, -1)) ? "the dot at its end" : "a port");
};

export const regionRule: Rule = (value) => {
  const text = typeof value === "string" ? value.toLowerCase() : "";
  if (!REGION.test(text)) return "must be a region such as ap-guangzhou";
  const zone = ZONE.exec(text);
  if (zone) return `must be the region ${zone[1]} and not an availability zone of it`;
  return value === text ? undefined : "must be in small letters";
};

export const textListRule: Rule = (value) =>
  Array.isArray(value) && value.every((item) => typeof item === "string") ? undefined : "must be a list of text";

export const tagsRule: Rule = (value) =>
  typeof value === "object" && value !== null && Object.values(value).every((item) => typeof item === "string")
    ? undefined
    : "must be tag keys and their values";

/** Configuration values are text, and passing one on unconverted is a common mistake. */
export function booleanAdvice(value: unknown): string {
  return value === "true" || value === "false"
    ? "; read a boolean from the configuration with config.requireBoolean or config.getBoolean"
    : "";
}

const WAYS_TO_SET_A_REGION = "with `pulumi config set tencentcloud:region REGION`, or in TENCENTCLOUD_REGION";

/** What is wrong where neither an argument nor a setting names a region. */
export const REGION_MISSING = `is not set anywhere: give it as an argument, ${WAYS_TO_SET_A_REGION}`;

/** The same for a read. @param ways - how else the provider takes it from the user */
export function noRegionToRead(id: string, ways = "Give it as an argument,"): string {
  return `reading the SSL setting of ${id}: no region is set. ${ways} ${WAYS_TO_SET_A_REGION}`;
}

function mustBeAddress(without: string): string {
  return `must be an IP address or a DNS name of the instance, without ${without}`;
}

function isAddress(value: string): boolean {
  // A zone, as in fe80::1%eth0, holds on one machine only.
  return (isIP(value) !== 0 && !value.includes("%")) || DNS_NAME.test(value);
}
