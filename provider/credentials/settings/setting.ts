import type { ReadConfig } from "../../cloud/settings";
import { configKeyOf, type SettingName, variablesOf } from "./setting-names";

/** A setting that is set: its value, without blanks around it, and the name under which it was found, for messages. */
export interface Setting {
  readonly name: string;
  readonly value: string;
}

/** Looks a setting up; empty text counts as not set, because that is how many tools leave a variable out. */
export type FindSetting = (setting: SettingName) => Setting | undefined;

export function inStackConfig(readConfig: ReadConfig): FindSetting {
  return (setting) => {
    const key = configKeyOf(setting);
    return key === undefined ? undefined : settingOf(key, readConfig(key));
  };
}

export function inEnvironment(env: NodeJS.ProcessEnv): FindSetting {
  return (setting) => first(variablesOf(setting), (name) => settingOf(name, env[name]));
}

/** Looks in several places; the first one that has the setting counts. */
export function inTurn(...places: readonly FindSetting[]): FindSetting {
  return (setting) => first(places, (find) => find(setting));
}

/** All names of a setting, for messages that say where it can be set. */
export function namesOf(setting: SettingName): string {
  const key = configKeyOf(setting);
  return [...(key === undefined ? [] : [key]), ...variablesOf(setting)].join(" or ");
}

function settingOf(name: string, value: string | undefined): Setting | undefined {
  const text = value?.trim();
  return text ? { name, value: text } : undefined;
}

function first<T, R>(candidates: readonly T[], look: (candidate: T) => R | undefined): R | undefined {
  for (const candidate of candidates) {
    const found = look(candidate);
    if (found !== undefined) return found;
  }
  return undefined;
}
