import {
  CheckFailure,
  type CheckRequest,
  CheckResponse,
  type DiffRequest,
  DiffResponse,
  PropertyDiff,
} from "@pulumi/pulumi/proto/provider_pb";
import { ARGUMENT_NAMES } from "../resource/arguments";
import { differs, IDENTITY } from "../resource/diff";
import type { Plugin } from "./plugin";
import { received, sent } from "./secrets";

const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
const { Kind } = PropertyDiff;

/** Checks the arguments of a resource that the running program declares. */
export function check({ host, wording }: Plugin, request: CheckRequest): CheckResponse {
  const news = received(request.getNews());
  wording.learn(news);
  const { secretNames } = news;
  const { inputs, failures } = host.check(received(request.getOlds()).values, news.values, secretNames);
  wording.learn({ values: inputs, secretNames });
  const response = new CheckResponse();
  response.setInputs(sent(inputs, secretNames));
  response.setFailuresList(
    failures.map(({ property, reason }) => {
      const failure = new CheckFailure();
      failure.setProperty(property);
      failure.setReason(wording.of(reason));
      return failure;
    }),
  );
  return response;
}

/**
 * Compares a resource's last outputs with the program's new inputs, argument by argument.
 *
 * In an update, the engine has already given an argument of `ignoreChanges` its former value. In a refresh it has not.
 */
export function diff({ host }: Plugin, request: DiffRequest): DiffResponse {
  const [observed, news] = [received(request.getOlds()), received(request.getNews())];
  const ignored = ARGUMENT_NAMES.filter((name) => isIgnored(name, request.getIgnorechangesList()));
  // With the program's value, whatever depends on it compares equal too: an address counts only while SSL is declared on.
  const olds = { ...observed.values, ...Object.fromEntries(ignored.map((name) => [name, news.values[name]])) };
  const { changes, replaces } = host.diff(olds, news.values);
  const becomesSecret = ARGUMENT_NAMES.filter((name) => news.secretNames.has(name) && !observed.secretNames.has(name));
  const response = new DiffResponse();
  response.setChanges(changes || becomesSecret.length > 0 ? DIFF_SOME : DIFF_NONE);
  response.setReplacesList(replaces);
  response.setStablesList(IDENTITY.filter((name) => !replaces.includes(name)));
  if (!changes) return response;
  response.setHasdetaileddiff(true);
  for (const name of ARGUMENT_NAMES.filter((argument) => differs(olds[argument], news.values[argument]))) {
    const property = new PropertyDiff();
    property.setKind(kindOf(olds[name], news.values[name], replaces.includes(name)));
    response.getDetaileddiffMap().set(name, property);
    response.addDiffs(name);
  }
  return response;
}

/** Whether one of the property paths of `ignoreChanges` names the argument: `name`, `["name"]`, or any with `*` or `[*]`. */
function isIgnored(name: string, paths: readonly string[]): boolean {
  return [name, `["${name}"]`, "*", `["*"]`, "[*]"].some((path) => paths.includes(path));
}

function kindOf(old: unknown, next: unknown, replaces: boolean): PropertyDiff.Kind {
  if (old === undefined) return replaces ? Kind.ADD_REPLACE : Kind.ADD;
  if (next === undefined) return replaces ? Kind.DELETE_REPLACE : Kind.DELETE;
  return replaces ? Kind.UPDATE_REPLACE : Kind.UPDATE;
}
