import { CredentialsError } from "../../errors/package-errors";
import { printable, printableValue } from "../../model/printable";
import type { ReadConfig } from "../../cloud/settings";
import { parseObject } from "../json-object";
import { type FindSetting, namesOf } from "./setting";
import { configKeyOf, type SettingName } from "./setting-names";
import { DEFAULT_SESSION_NAME, DEFAULT_SESSION_SECONDS, MAX_SESSION_SECONDS, type Role } from "../role";

const WITHOUT_ROLE = ["assumeRoleSessionName", "assumeRoleSessionDuration", "assumeRoleExternalId"] as const;

/** The role that the settings ask to assume, or `undefined`. Throws {@link CredentialsError} for unusable settings. */
export function roleIn(find: FindSetting): Role | undefined {
  const arn = find("assumeRoleArn");
  if (arn === undefined) {
    const stray = WITHOUT_ROLE.map((name) => find(name)).find((setting) => setting !== undefined);
    if (stray === undefined) return undefined;
    throw new CredentialsError(
      `${stray.name} is set, but no role is named. Set ${namesOf("assumeRoleArn")}, or neither`,
    );
  }
  const externalId = find("assumeRoleExternalId")?.value;
  return {
    arn: arn.value,
    sessionName: find("assumeRoleSessionName")?.value ?? DEFAULT_SESSION_NAME,
    durationSeconds: durationIn(find),
    ...(externalId === undefined ? {} : { externalId }),
  };
}

function durationIn(find: FindSetting): number {
  const setting = find("assumeRoleSessionDuration");
  if (setting === undefined) return DEFAULT_SESSION_SECONDS;
  const seconds = /^\d+$/.test(setting.value) ? Number(setting.value) : 0;
  if (seconds >= 1 && seconds <= MAX_SESSION_SECONDS) return seconds;
  throw new CredentialsError(
    `${setting.name} must be a whole number of seconds from 1 to ${MAX_SESSION_SECONDS}, but is ${printableValue(setting.value)}`,
  );
}

/** How the Tencent Cloud bridge calls in its one object what are settings of their own here. */
const BRIDGE_FIELDS: Readonly<Record<string, SettingName>> = {
  roleArn: "assumeRoleArn",
  sessionName: "assumeRoleSessionName",
  sessionDuration: "assumeRoleSessionDuration",
  externalId: "assumeRoleExternalId",
};

/**
 * The settings in the bridge's `tencentcloud:assumeRole`. A stack that uses both must not have one of them act under
 * another name, so a field that is not supported here is an error ({@link CredentialsError}), not a field to skip.
 */
export function inBridgeObject(readConfig: ReadConfig): FindSetting {
  return (name) => {
    const field = Object.keys(BRIDGE_FIELDS).find((candidate) => BRIDGE_FIELDS[candidate] === name);
    const key = configKeyOf("assumeRole") ?? "";
    const text = readConfig(key)?.trim();
    if (field === undefined || !text) return undefined;
    const fields = parseObject(text);
    if (fields === undefined) throw new CredentialsError(`${key} is not an object, such as {"roleArn": "qcs::cam::…"}`);
    const unknown = Object.keys(fields).find((candidate) => !Object.hasOwn(BRIDGE_FIELDS, candidate));
    if (unknown !== undefined) {
      const known = Object.keys(BRIDGE_FIELDS).join(", ");
      throw new CredentialsError(
        `${key} has the field ${printable(unknown, 40)}, which is not supported (${known} are)`,
      );
    }
    const value = fields[field];
    if (value === undefined || value === null || value === "") return undefined;
    const title = `${key} (${field})`;
    if (typeof value === "string" || typeof value === "number") return { name: title, value: String(value) };
    throw new CredentialsError(`${title} is neither text nor a number`);
  };
}
