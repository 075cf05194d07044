import type { Entry } from "./observation";
import type { Flags, Name } from "./scenario";

/** Whether the command is to heed a resource of this name. What it does not heed, it neither changes nor knows of. */
export function isIncluded({ target, exclude }: Flags, name: Name): boolean {
  return target ? target.includes(name) : !exclude?.includes(name);
}

/** Whether the command may delete what the state calls so: `--exclude` also keeps what an excluded resource depends on. */
export function mayDelete(flags: Flags, entries: readonly Entry[], name: Name): boolean {
  return isIncluded(flags, name) && !(flags.exclude && keptNames(entries, flags.exclude).has(name));
}

function keptNames(entries: readonly Entry[], excluded: readonly Name[]): ReadonlySet<Name> {
  const kept = new Set(excluded);
  // A set that grows while it is walked through is walked to its end.
  for (const name of kept) {
    entries
      .filter(({ place }) => place.name === name)
      .forEach(({ dependsOn }) => dependsOn.forEach((n) => kept.add(n)));
  }
  return kept;
}
