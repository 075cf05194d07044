import { DiffResponse, PropertyDiff, type DiffRequest } from "@pulumi/pulumi/proto/provider_pb";
import { UNKNOWN_VALUE } from "../model/properties";
import * as resource from "../resource/diff";
import { ARGUMENTS } from "../resource/check";
import type { Plugin } from "./plugin";
import { received } from "./secrets";

const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
const { Kind } = PropertyDiff;
const STABLE = ["dbInstanceId", "region"];

type Values = Readonly<Record<string, unknown>>;

/** Compares a resource's last outputs with the program's new inputs, argument by argument. */
export function diff({ declarations }: Plugin, request: DiffRequest): DiffResponse {
  const [olds, news] = [received(request.getOlds()), received(request.getNews())];
  const { changes, replaces } = resource.diff(olds.values, news.values, {
    isAbandoned: declarations.isAbandoned(news.values),
  });
  const becomesSecret = ARGUMENTS.filter((name) => news.secretNames.has(name) && !olds.secretNames.has(name));
  const response = new DiffResponse();
  response.setChanges(changes || becomesSecret.length > 0 ? DIFF_SOME : DIFF_NONE);
  response.setReplacesList(replaces);
  response.setStablesList(STABLE.filter((name) => !replaces.includes(name)));
  if (!changes) return response;
  response.setHasdetaileddiff(true);
  for (const name of ARGUMENTS.filter((argument) => differs(argument, olds.values, news.values))) {
    const property = new PropertyDiff();
    property.setKind(kindOf(olds.values[name], news.values[name], replaces.includes(name)));
    response.getDetaileddiffMap().set(name, property);
    response.addDiffs(name);
  }
  return response;
}

function differs(name: string, olds: Values, news: Values): boolean {
  return news[name] === UNKNOWN_VALUE || olds[name] !== news[name];
}

function kindOf(old: unknown, next: unknown, replaces: boolean): PropertyDiff.Kind {
  if (old === undefined) return replaces ? Kind.ADD_REPLACE : Kind.ADD;
  if (next === undefined) return replaces ? Kind.DELETE_REPLACE : Kind.DELETE;
  return replaces ? Kind.UPDATE_REPLACE : Kind.UPDATE;
}
