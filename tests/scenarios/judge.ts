import { isIncluded, mayDelete } from "./included";
import type { Entry, SeenInstance } from "./observation";
import { places } from "./program";
import type { Promises, Situation } from "./promise";
import { INSTANCES, type InstanceNumber } from "./scenario";

/** What there was to see when a step had ended. */
export interface Outcome {
  /** Undefined when the step was killed. */
  readonly exitCode: number | undefined;
  readonly cloud: Readonly<Record<InstanceNumber, SeenInstance>>;
  readonly entries: readonly Entry[];
  readonly isStateUntouched: boolean;
  /** Changes that were sent to an instance whose task anybody could see. */
  readonly refusedAsBusy: number;
  /** Whether nothing was prepared to go wrong, so that the step has no excuse to fail. */
  readonly hasNoExcuse: boolean;
}

/** The promises that a step broke, each as a sentence; none when all is well. */
export function breaches(situation: Situation, promises: Promises, outcome: Outcome): string[] {
  return [
    ...previewBreaches(situation, outcome),
    ...restartBreaches(situation, promises, outcome),
    ...contradictionBreaches(situation, promises, outcome),
    ...(outcome.exitCode === 0
      ? [...settingBreaches(promises, outcome), ...stateBreaches(situation, promises, outcome)]
      : []),
    ...(outcome.hasNoExcuse && outcome.exitCode !== 0 ? ["(f) a step failed that nothing stood in the way of"] : []),
    ...(outcome.refusedAsBusy > 0 ? ["a change was sent to an instance with a task that is known to run"] : []),
  ];
}

function settingBreaches(promises: Promises, { cloud }: Outcome): string[] {
  return INSTANCES.flatMap((number) => {
    const { settings, isUncertain } = promises[number];
    const { setting } = cloud[number];
    if (isUncertain || settings.includes(setting)) return [];
    return [`(a) instance ${number} is "${setting}" after exit code 0, and not "${settings.join('" or "')}"`];
  });
}

function restartBreaches(situation: Situation, promises: Promises, { cloud }: Outcome): string[] {
  return INSTANCES.flatMap((number) => {
    const restarts = cloud[number].restarts - situation.cloud[number].restarts;
    const { mostRestarts } = promises[number];
    return restarts <= mostRestarts
      ? []
      : [`(b) instance ${number} restarted ${restarts} times, and not at most ${mostRestarts}`];
  });
}

function stateBreaches(situation: Situation, promises: Promises, outcome: Outcome): string[] {
  const { step, program, door } = situation;
  const { flags = {}, verb } = step;
  if (verb === "preview") return [];
  const isRefreshed = verb === "refresh" || flags.refresh === true;
  const lies = outcome.entries.flatMap(({ instance, setting, place, isCondemned, isDeleted }) => {
    const isJudged = isIncluded(flags, place.name) && !isCondemned && !isDeleted && !promises[instance].isUncertain;
    const mayBeOld = situation.stale.has(instance) && !isRefreshed;
    const actual = outcome.cloud[instance].setting;
    if (!isJudged || mayBeOld || setting === actual) return [];
    return [`(c) the state says of ${place.name} that instance ${instance} is "${setting}", and it is "${actual}"`];
  });
  const missing = program.filter((resource) => {
    if (verb !== "up" || !isIncluded(flags, resource.name)) return false;
    const [place] = places(resource);
    return !outcome.entries.some(
      (entry) =>
        entry.instance === resource.instance &&
        entry.provider === (resource.provider ?? door) &&
        entry.place.name === place?.name &&
        entry.place.inComponent === place.inComponent,
    );
  });
  const left =
    verb === "destroy" ? outcome.entries.filter(({ place }) => mayDelete(flags, situation.entries, place.name)) : [];
  return [
    ...lies,
    ...missing.map(({ name }) => `(c) ${name} is declared, and not in the state with its provider`),
    ...left.map(({ place }) => `(c) ${place.name} was destroyed, and is in the state`),
  ];
}

function contradictionBreaches({ step }: Situation, promises: Promises, { exitCode }: Outcome): string[] {
  const contradicted = INSTANCES.filter((number) => promises[number].isContradicted);
  if (contradicted.length === 0 || exitCode !== 0 || step.verb === "refresh") return [];
  return [`(e) the program contradicts itself about instance ${contradicted.join(", ")}, and was not refused`];
}

function previewBreaches({ step, cloud }: Situation, outcome: Outcome): string[] {
  if (step.verb !== "preview") return [];
  const changed = INSTANCES.filter((number) => outcome.cloud[number].modifies !== cloud[number].modifies);
  return [
    ...changed.map((number) => `(d) a preview changed instance ${number}`),
    ...(outcome.isStateUntouched ? [] : ["(d) a preview changed the state"]),
  ];
}
