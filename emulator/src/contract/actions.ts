import { postgresActions } from "./postgres-actions";
import { stsActions, tagActions } from "./sts-and-tag-actions";

/** The APIs that the emulator knows: their version, and whether a call has to name its region. */
export const services = {
  postgres: { version: "2017-03-12", needsRegion: true, actions: postgresActions },
  sts: { version: "2018-08-13", needsRegion: true, actions: stsActions },
  tag: { version: "2018-08-13", needsRegion: false, actions: tagActions },
} as const;

export type ServiceName = keyof typeof services;

/** The names of all services, `postgres` first. */
export const serviceNames = Object.keys(services) as ServiceName[];

/** What each action of any service takes and answers. No two services have an action of the same name. */
export const actions = {
  ...services.postgres.actions,
  ...services.sts.actions,
  ...services.tag.actions,
} as const;

export type ActionName = keyof typeof actions;

/** The names of all actions, in the order of the table. */
export const actionNames = Object.keys(actions) as ActionName[];

export function isActionName(name: string): name is ActionName {
  return Object.hasOwn(actions, name);
}

export function isServiceName(name: string): name is ServiceName {
  return Object.hasOwn(services, name);
}

/** The service that an action belongs to. */
export function serviceOf(action: ActionName): ServiceName {
  return serviceNames.find((name) => Object.hasOwn(services[name].actions, action)) ?? "postgres";
}

/** How many calls a second the cloud takes of an action, where its page says another number than 20. */
export function callsPerSecond(action: ActionName): number | undefined {
  const entry: { readonly request: object; readonly callsPerSecond?: number } = actions[action];
  return entry.callsPerSecond;
}

type Scalar<Base> = Base extends "string"
  ? string
  : Base extends "boolean"
    ? boolean
    : Base extends "int64" | "uint64"
      ? number
      : Base extends "Filter"
        ? Filter
        : Base extends "TagFilter"
          ? TagFilter
          : Base extends "SessionTag"
            ? SessionTag
            : never;
type Value<Notation> = Notation extends `${infer Base}[]` ? readonly Scalar<Base>[] : Scalar<Notation>;
type Request<A extends ActionName> = (typeof actions)[A]["request"];
type OptionalKeys<R> = { [K in keyof R]: R[K] extends `${string}?` ? K : never }[keyof R];

export interface Filter {
  readonly Name?: string;
  readonly Values?: readonly string[];
}

export interface TagFilter {
  readonly TagKey: string;
  readonly TagValue?: readonly string[];
}

export interface SessionTag {
  readonly Key: string;
  readonly Value: string;
}

/** The parameters of an action as TypeScript sees them, worked out of the contract's notation. */
export type ParametersOf<A extends ActionName> = {
  readonly [K in Exclude<keyof Request<A>, OptionalKeys<Request<A>>>]: Value<Request<A>[K]>;
} & {
  readonly [K in OptionalKeys<Request<A>>]?: Request<A>[K] extends `${infer Notation}?` ? Value<Notation> : never;
};
