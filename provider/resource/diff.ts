import { argumentsThat } from "./arguments";
import type { Properties } from "./properties";
import { PROVIDER_PROPERTY, UNKNOWN_VALUE } from "./pulumi-names";

/** The comparison of a resource's last outputs with the program's new inputs. */
export interface DiffOutcome {
  readonly changes: boolean;
  /** Properties whose change replaces the resource: the new one is created, then the old one deleted. */
  readonly replaces: string[];
}

export const IDENTITY = argumentsThat("replaces");
const SETTING = argumentsThat("changes the setting");
const STATE_ONLY = argumentsThat("writes the state");

/**
 * Compares what the program declares with the state. Needs no network.
 *
 * Only arguments count: what the cloud adds (caUrl, certificates, task ids) never causes a change. An update stores a new
 * provider text in the state, follows up on an unfinished change, and turns SSL back on where the same run has turned it
 * off (`isAbandoned`).
 */
export function diff(olds: Properties, news: Properties, { isAbandoned = false } = {}): DiffOutcome {
  const replaces = IDENTITY.filter((name) => differs(olds[name], news[name]));
  const changes =
    replaces.length > 0 ||
    settingDiffers(olds, news) ||
    (isAbandoned && news.sslEnabled !== false) ||
    olds.unfinishedChange === true ||
    [...STATE_ONLY, PROVIDER_PROPERTY].some((name) => differs(olds[name], news[name]));
  return { changes, replaces };
}

/** Whether only arguments changed that the cloud does not know, so an update makes no call. */
export function changesStateOnly(olds: Properties, news: Properties): boolean {
  if (olds.unfinishedChange === true) return false;
  return !settingDiffers(olds, news) && STATE_ONLY.some((name) => differs(olds[name], news[name]));
}

/** Whether the SSL setting is another one. While SSL is off, an address has no meaning. */
export function settingDiffers(olds: Properties, news: Properties): boolean {
  const counts = (name: string): boolean => name === "sslEnabled" || news.sslEnabled !== false;
  return SETTING.some((name) => counts(name) && differs(olds[name], news[name]));
}

/** Whether an argument is another one, or may be: nobody knows in a preview. */
export function differs(old: unknown, next: unknown): boolean {
  return next === UNKNOWN_VALUE || old !== next;
}
