import * as pulumi from "@pulumi/pulumi";
import { TOKENS } from "./pulumi-names";

type Alias = NonNullable<pulumi.CustomResourceOptions["aliases"]>[number];

/**
 * The aliases of a resource of one provider, and each of them under the other provider's type, so that a resource can move to
 * the other provider and get another name or parent in the same `up`.
 *
 * The engine looks for exactly the aliases in the list: it does not combine a name with a type. It does combine each of them
 * with the aliases of the resource's parents.
 */
export function aliasesOfBothProviders(
  own: typeof TOKENS.resource | typeof TOKENS.dynamicResource,
  aliases: readonly Alias[] = [],
): Alias[] {
  const other = own === TOKENS.resource ? TOKENS.dynamicResource : TOKENS.resource;
  const twins = aliases.map((alias) =>
    pulumi.output(alias).apply((known) => twinOf(known as pulumi.URN | pulumi.Alias, own, other)),
  );
  return [...aliases, ...twins, { type: other }];
}

/** An alias that names a type of neither provider stays as it is. */
function twinOf(alias: pulumi.URN | pulumi.Alias, own: string, other: string): pulumi.URN | pulumi.Alias {
  if (typeof alias !== "string") {
    const { type = own } = alias;
    return { ...alias, type: type === own ? other : type };
  }
  // urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME
  const [stack = "", project = "", type = "", ...name] = alias.split("::");
  const types = type.split("$");
  if (types.at(-1) === own) types.splice(-1, 1, other);
  return [stack, project, types.join("$"), ...name].join("::");
}
