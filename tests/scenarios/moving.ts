import { isIncluded } from "./included";
import type { Entry } from "./observation";
import { entryOf, type Situation } from "./promise";
import type { ProviderName } from "./scenario";

/** Whether the engine replaces the resource for its provider's sake: it keeps what moves between the two that it starts itself. */
export function isReplacedForProvider(entry: Entry, provider: ProviderName): boolean {
  return entry.provider !== provider && [entry.provider, provider].includes("explicit");
}

/**
 * Whether the engine reads a resource with the dynamic provider that the plugin's state has no text of. Then it fails before
 * anything is changed, and the documents say that a plain `up` comes first.
 */
export function isReadWithoutText({ step, program, entries, door }: Situation): boolean {
  const { verb, flags = {} } = step;
  const runsProgram = (verb === "up" && flags.refresh === true) || flags.runProgram === true;
  return runsProgram && program.some((resource) => isIncluded(flags, resource.name) && waitsForText(resource));

  function waitsForText(resource: Situation["program"][number]): boolean {
    const entry = entryOf(entries, resource);
    return entry !== undefined && entry.provider !== "dynamic" && (resource.provider ?? door) === "dynamic";
  }
}
