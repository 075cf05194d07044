import type * as pulumi from "@pulumi/pulumi";
import { SettingsError } from "../errors/package-errors";
import type { DbInstance } from "../model/db-instance";
import { printable } from "../model/printable";
import { inWords, mistakes } from "./check";
import { allInstances } from "./instance-listing";
import type { Properties } from "./properties";
import { REGION_MISSING, regionRule, type Rule, tagsRule, textListRule } from "./rules";
import type { Session } from "./session";

/** Which instances are wanted. What is left out selects nothing away. */
export interface GetInstancesArgs {
  /** @default - the region of the provider or the stack's configuration, else the environment's `TENCENTCLOUD_REGION`. */
  readonly region?: string | undefined;
  /** These instances only; one that is not in the list is an error. */
  readonly ids?: readonly string[] | undefined;
  /** Instances in one of these states, in the cloud's words: `running`, `isolated` (in the recycle bin), … */
  readonly statuses?: readonly string[] | undefined;
  /** Instances of these kinds: `primary`, `readonly`. */
  readonly kinds?: readonly string[] | undefined;
  /** Instances that have all of these tags, with these values. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** The arguments of `getInstancesOutput`: those of `getInstances`, each of which may be an output. */
export type GetInstancesOutputArgs = {
  readonly [Name in keyof GetInstancesArgs]: pulumi.Input<GetInstancesArgs[Name]>;
};

/** The instances of a region, all of them or those that were asked for. */
export interface GetInstancesResult {
  /** The region in which they were listed. */
  readonly region: string;
  /** By their ids. */
  readonly instances: readonly DbInstance[];
}

const SELECTION: Readonly<Record<keyof GetInstancesArgs, { readonly rule: Rule }>> = {
  region: { rule: regionRule },
  ids: { rule: textListRule },
  statuses: { rule: textListRule },
  kinds: { rule: textListRule },
  tags: { rule: tagsRule },
};

/**
 * Lists the instances of a region: complete, or an error.
 *
 * The whole region is read, a hundred instances a call, and selected from here: the API cannot filter by a tag's value or a
 * status. Throws {@link SettingsError} for invalid arguments before any request, and for an id that is not in the list.
 */
export async function getInstances(session: Session, args: Properties): Promise<GetInstancesResult> {
  const selection = checked(args);
  const region = selection.region ?? session.defaultRegion;
  if (region === undefined) throw failure(`region ${REGION_MISSING}`);
  const all = await allInstances(session.tools.api, region, session.readLimits());
  const missing = selection.ids?.filter((id) => !all.some(({ dbInstanceId }) => dbInstanceId === id)) ?? [];
  if (missing.length > 0) {
    throw failure(
      `${missing.map((id) => printable(id, 60)).join(", ")} ${missing.length === 1 ? "is" : "are"} not in ${printable(region, 40)} ` +
        "for these credentials. Check the ids, the region and the account",
    );
  }
  return { region, instances: all.filter((instance) => isSelected(instance, selection)) };
}

function checked(args: Properties): GetInstancesArgs {
  const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined && value !== null));
  const failures = mistakes(given, SELECTION);
  if (failures.length > 0) throw failure(inWords(failures));
  return given;
}

function isSelected(
  { dbInstanceId, status, kind, tags }: DbInstance,
  { ids, statuses, kinds, tags: wanted = {} }: GetInstancesArgs,
): boolean {
  return (
    ids?.includes(dbInstanceId) !== false &&
    statuses?.includes(status) !== false &&
    kinds?.includes(kind) !== false &&
    Object.entries(wanted).every(([key, value]) => Object.hasOwn(tags, key) && tags[key] === value)
  );
}

function failure(problem: string): SettingsError {
  return new SettingsError(`getInstances: ${problem}.`);
}
