import { isIncluded, mayDelete } from "./included";
import { places } from "./program";
import type { Entry, SeenInstance } from "./observation";
import { isReplacedForProvider } from "./moving";
import {
  type Door,
  INSTANCES,
  type InstanceNumber,
  type Program,
  type Resource,
  type Setting,
  type Step,
} from "./scenario";

/** All that a user could know before a step. */
export interface Situation {
  readonly step: Step;
  readonly program: Program;
  readonly door: Door;
  /** The stack's state. */
  readonly entries: readonly Entry[];
  readonly cloud: Readonly<Record<InstanceNumber, SeenInstance>>;
  /** Instances that were changed, or may have been, since this stack's state was written. */
  readonly stale: ReadonlySet<InstanceNumber>;
  /** Instances with an SSL task that an earlier step started, and what it leads to where that is known. */
  readonly inFlight: ReadonlyMap<InstanceNumber, Setting | undefined>;
}

/** What a user is promised of an instance. */
export interface InstancePromise {
  /** What it may be after a step that ended with 0. */
  readonly settings: readonly Setting[];
  readonly mostRestarts: number;
  /** The program wants two things of it. */
  readonly isContradicted: boolean;
  /** The same, or it depends on which resource the engine comes to first. */
  readonly isPerhapsContradicted: boolean;
  /** Whether nothing is promised of the setting, because a task of an earlier step is about to change it. */
  readonly isUncertain: boolean;
}

export type Promises = Readonly<Record<InstanceNumber, InstancePromise>>;

/** What a user is promised of each instance, whatever happens in the step. */
export function promises(situation: Situation): Promises {
  return Object.fromEntries(INSTANCES.map((number) => [number, promiseOf(situation, number)])) as Promises;
}

function promiseOf(situation: Situation, number: InstanceNumber): InstancePromise {
  const { step, cloud, inFlight } = situation;
  const present = cloud[number].setting;
  const declared = step.verb === "up" || step.verb === "preview" ? declaredFor(situation, number) : [];
  const wanted = settingsWanted(declared);
  const isContradicted = wanted.length > 1;
  const settings = isContradicted ? [present] : settingsOf(situation, number, wanted[0], declared);
  // A preview looks at no instance, so that a task that ends meanwhile surprises nobody.
  const isLookedAt = step.verb === "up" && declared.some(({ isLookedAt }) => isLookedAt);
  return {
    settings,
    isContradicted,
    isPerhapsContradicted: new Set(declared.map(({ setting }) => setting)).size > 1,
    mostRestarts: isContradicted
      ? restartsOfContradiction(situation, number, declared)
      : restarts(situation, number, settings),
    isUncertain: inFlight.has(number) && !isLookedAt,
  };
}

interface Declared {
  readonly resource: Resource;
  readonly setting: Setting;
  /** Whether the program wants something else than the state says, so that the instance itself is looked at. */
  readonly isLookedAt: boolean;
  /** Whether it wants what the instance has when the engine comes to it, which another resource may have changed by then. */
  readonly isCarriedAlong: boolean;
}

/** What the resources want together; those that are carried along want nothing of their own beside others. */
function settingsWanted(declared: readonly Declared[]): Setting[] {
  const firm = declared.filter(({ isCarriedAlong }) => !isCarriedAlong);
  return [...new Set((firm.length > 0 ? firm : declared).map(({ setting }) => setting))];
}

function declaredFor(situation: Situation, number: InstanceNumber): Declared[] {
  const { step, program, entries, cloud, door } = situation;
  const { flags = {} } = step;
  const resources = program.filter(({ instance, name }) => instance === number && isIncluded(flags, name));
  return resources.flatMap((resource) => {
    const entry = entryOf(entries, resource);
    // Under another provider it may be a new resource for the engine; of the instance nothing else is promised than otherwise.
    const isForProvider = entry !== undefined && isReplacedForProvider(entry, resource.provider ?? door);
    const isReplaced = isForProvider || flags.replace?.includes(resource.name) === true;
    const stays = entry?.instance === number && !isReplaced ? entry : undefined;
    // The engine refuses to replace a protected resource before it asks what the new one declares.
    const isProtected = hasProgramsOptions(step) ? resource.options?.protect : entry?.isProtected;
    if (entry !== undefined && stays === undefined && isProtected) return [];
    // With ignoreChanges the state counts, which a refresh brings up to date first.
    const kept = flags.refresh ? cloud[number].setting : stays?.declared;
    const ignoresChanges = stays !== undefined && resource.options?.ignoreChanges === true;
    const setting = ignoresChanges ? (kept ?? resource.setting) : resource.setting;
    const isLookedAt = stays === undefined || stays.isUnfinished || stays.setting !== setting;
    return [{ resource, setting, isLookedAt, isCarriedAlong: ignoresChanges && hasProgramsOptions(step) }];
  });
}

/** Whether the state's resources get the program's options first: by a refresh or a destroy that runs the program. */
function hasProgramsOptions({ verb, flags = {} }: Step): boolean {
  return flags.runProgram === true && (verb === "destroy" || flags.refresh === true);
}

function settingsOf(
  situation: Situation,
  number: InstanceNumber,
  wanted: Setting | undefined,
  declared: readonly Declared[],
): Setting[] {
  const { step, cloud, stale } = situation;
  const present = cloud[number].setting;
  if (step.verb === "preview" || step.verb === "refresh") return [present];
  if (wanted !== undefined) {
    // Without a refresh nobody looks at an instance whose state is as the program says.
    const mayGoUnseen = stale.has(number) && !step.flags?.refresh && !declared.some(({ isLookedAt }) => isLookedAt);
    return mayGoUnseen ? [wanted, present] : [wanted];
  }
  const { leaving, staying } = entriesOf(situation, number);
  const retained = leaving.flatMap((entry) => retentions(situation, entry));
  if (retained.every(Boolean)) return [present];
  // The run does not hear of a declaration that it is told to leave out, nor of what another stack declares.
  const mayStay = staying.length > 0 || retained.some(Boolean);
  return mayStay ? ["off", present] : ["off"];
}

/** Whether the deletion leaves the setting: as the state says, and with `--run-program` the program as well. */
function retentions({ step, program, entries }: Situation, entry: Entry): boolean[] {
  const resource = program.find((candidate) => entryOf(entries, candidate) === entry);
  const inProgram = hasProgramsOptions(step) ? resource?.options?.retainOnDelete : undefined;
  return inProgram === undefined ? [entry.isRetained] : [entry.isRetained, inProgram];
}

/** The entries of an instance that the step takes away from it, and those that it leaves. */
export function entriesOf({ step, program, entries }: Situation, number: InstanceNumber) {
  const { flags = {} } = step;
  const here = entries.filter(({ instance, isDeleted }) => instance === number && !isDeleted);
  const leaves = (entry: Entry): boolean => {
    const resource = program.find((candidate) => entryOf(entries, candidate) === entry);
    const name = step.verb === "destroy" ? entry.place.name : (resource?.name ?? entry.place.name);
    if (resource && step.verb !== "destroy" ? !isIncluded(flags, name) : !mayDelete(flags, entries, name)) return false;
    return step.verb === "destroy" || entry.isCondemned || resource?.instance !== number;
  };
  return { leaving: here.filter(leaves), staying: here.filter((entry) => !leaves(entry)) };
}

/** The entry of the state that the resource goes on from. */
export function entryOf(entries: readonly Entry[], resource: Resource): Entry | undefined {
  const living = entries.filter(({ isCondemned }) => !isCondemned);
  for (const place of places(resource)) {
    const entry = living.find((candidate) => isSame(candidate.place, place));
    if (entry !== undefined) return entry;
  }
  return undefined;
}

function isSame(one: Entry["place"], other: Entry["place"]): boolean {
  return one.name === other.name && one.inComponent === other.inComponent;
}

/** One restart for a change of the setting, and one for a task that is still to end. */
function restarts(situation: Situation, number: InstanceNumber, settings: readonly Setting[]): number {
  const { cloud, inFlight } = situation;
  const present = cloud[number].setting;
  const changes = settings.some((setting) => setting !== present) ? 1 : 0;
  return Math.max(changes, isDeletedFirst(situation, number) ? 2 : 0, inFlight.has(number) ? 2 : 0);
}

/** An instance that one resource leaves under deleteBeforeReplace may be off before another one is heard of. */
export function isDeletedFirst({ step, program, entries }: Situation, number: InstanceNumber): boolean {
  const leaves = program.some((resource) => {
    const movesAway = resource.instance !== number && entryOf(entries, resource)?.instance === number;
    return movesAway && resource.options?.deleteBeforeReplace && isIncluded(step.flags ?? {}, resource.name);
  });
  return leaves && program.some(({ instance }) => instance === number);
}

/**
 * Nothing is changed, with exceptions for an `up` without its preview: it hears of a resource that waits for others only when
 * those are there, and of none after one that is refused. The first of two may then be set up before the second is known, once.
 */
function restartsOfContradiction(situation: Situation, number: InstanceNumber, declared: readonly Declared[]): number {
  const { step, cloud } = situation;
  if (step.verb === "preview" || step.flags?.previewFirst) return 0;
  if (isDeletedFirst(situation, number)) return 2;
  // Each provider is a process that takes its time to start.
  if (new Set(declared.map(({ resource }) => resource.provider ?? situation.door)).size > 1) return 1;
  const heardFirst = declared.filter(({ resource }) => (resource.options?.dependsOn ?? []).length === 0);
  if (heardFirst.length < declared.length) {
    const isAsHeardFirst = heardFirst.every(({ setting }) => setting === cloud[number].setting);
    return heardFirst.length > 0 && isAsHeardFirst ? 0 : 1;
  }
  return INSTANCES.some((other) => other !== number && isContradicted(situation, other)) ? 1 : 0;
}

function isContradicted(situation: Situation, number: InstanceNumber): boolean {
  return settingsWanted(declaredFor(situation, number)).length > 1;
}
