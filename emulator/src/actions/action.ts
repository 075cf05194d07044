import type { CaDownload } from "../certificates/authority";
import type { Behaviours } from "../cloud/behaviour";
import type { Changes, NextTasks } from "../cloud/changes";
import type { Cloud } from "../cloud/cloud";
import type { Instance } from "../cloud/instance";
import { type ActionName, ApiError, type ParametersOf, requestEnums } from "../contract";
import type { Credential, Credentials, Roles } from "../signature/identities";

/** What an action may use to answer a call. */
export interface ActionContext {
  readonly cloud: Cloud;
  readonly changes: Changes;
  readonly nextTasks: NextTasks;
  readonly behaviours: Behaviours;
  readonly ca: CaDownload;
  readonly credentials: Credentials;
  readonly roles: Roles;
  /** Region that the call names. */
  readonly region: string;
  /** Who signed the call; undefined for an unsigned one. */
  readonly caller: Credential | undefined;
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Answers a call of an action: the fields of the reply, or an ApiError thrown. */
export type Action<A extends ActionName> = (parameters: ParametersOf<A>, context: ActionContext) => object;

/** The fields of a reply that is against the contract, because a test asked for it. */
export class OddReply {
  constructor(readonly fields: object) {}
}

/** The instance with the id in the call's region. @throws ApiError ResourceNotFound.InstanceNotFoundError */
export function findInstance({ cloud, region }: ActionContext, id: string): Instance {
  const instance = cloud.instances.get(id);
  if (instance?.region !== region) throw new ApiError("ResourceNotFound.InstanceNotFoundError", { id });
  return instance;
}

/**
 * The value of a parameter that takes one of a few, or its default when it was not sent.
 *
 * @throws ApiError InvalidParameterValue.InvalidParameterValueError
 */
export function checkChoice<T extends string>(
  name: string,
  value: string | undefined,
  choices: readonly T[],
  otherwise: T,
): T {
  if (value === undefined || value === "") return otherwise;
  const choice = choices.find((known) => known === value);
  if (choice !== undefined) return choice;
  throw wrongValue(`${name} must be one of ${choices.join(", ")}.`);
}

/** The refusal of a value that the parameter cannot have. */
export function wrongValue(reason: string): ApiError {
  return new ApiError("InvalidParameterValue.InvalidParameterValueError", { reason });
}

type Listing = "DescribeTasks" | "DescribeDBInstances" | "DescribeReadOnlyGroups";
type Column<L extends Listing> = (typeof requestEnums)[`${L}.OrderBy`][number];

/**
 * What a listing is sorted by and which way, as its parameters say; by `usual` and the latest first where they were not sent.
 *
 * @throws ApiError InvalidParameterValue.InvalidParameterValueError
 */
export function readOrder<L extends Listing>(
  listing: L,
  parameters: { readonly OrderBy?: string | undefined; readonly OrderByType?: string | undefined },
  usual: Column<L>,
): { readonly orderBy: Column<L>; readonly direction: Direction } {
  const columns: readonly Column<L>[] = requestEnums[`${listing}.OrderBy`];
  const directions = requestEnums[`${listing}.OrderByType`];
  return {
    orderBy: checkChoice("OrderBy", parameters.OrderBy, columns, usual),
    direction: checkChoice("OrderByType", parameters.OrderByType, directions, "desc"),
  };
}

/** Which way a list is sorted. */
type Direction = "asc" | "desc";

/** Sorts by the key, and what is alike in it by id. Each key is looked up once, since lists can be long. */
export function sorted<T extends { readonly id: string | number }>(
  items: readonly T[],
  key: (item: T) => string | number,
  direction: Direction,
): T[] {
  const sign = direction === "asc" ? 1 : -1;
  return items
    .map((item) => ({ item, key: key(item) }))
    .sort((a, b) => sign * (compare(a.key, b.key) || compare(a.item.id, b.item.id)))
    .map(({ item }) => item);
}

/** One page out of a list. */
export function page<T>(items: readonly T[], offset: number, limit: number): T[] {
  return items.slice(offset, offset + limit);
}

function compare(a: string | number, b: string | number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
