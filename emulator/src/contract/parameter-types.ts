import type { ActionName, actions } from "./actions";

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
