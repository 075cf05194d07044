import type { ReadConfig } from "../cloud/settings";
import { CredentialsError } from "../errors/package-errors";
import { parseObject } from "../model/objects";
import { printable, printableValue } from "../model/printable";
import { type FindSetting, namesOf, SETTING_NAMES, type SettingName } from "./settings";

/** A role to assume. */
export interface Role {
  readonly arn: string;
  /** The name of the session in the cloud's audit log. @default the name of this package */
  readonly sessionName?: string | undefined;
  /** @default 7200 */
  readonly durationSeconds?: number;
  readonly externalId?: string | undefined;
}

/** Source: AssumeRole, DurationSeconds. */
const MAX_SESSION_SECONDS = 43_200;

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
  return { ...sessionIn(find, arn.value), externalId: find("assumeRoleExternalId")?.value };
}

/** A role with the session's name and duration that are set. Throws {@link CredentialsError} for an unusable duration. */
export function sessionIn(find: FindSetting, arn: string): Role {
  const sessionName = find("assumeRoleSessionName")?.value;
  const setting = find("assumeRoleSessionDuration");
  if (setting === undefined) return { arn, sessionName };
  const durationSeconds = /^\d+$/.test(setting.value) ? Number(setting.value) : 0;
  if (durationSeconds >= 1 && durationSeconds <= MAX_SESSION_SECONDS) return { arn, sessionName, durationSeconds };
  throw new CredentialsError(
    `${setting.name} must be a whole number of seconds from 1 to ${MAX_SESSION_SECONDS}, but is ${printableValue(setting.value)}`,
  );
}

/** The fields of the Tencent Cloud bridge's one object, which are settings of their own here. */
const BRIDGE_FIELDS: Readonly<Partial<Record<SettingName, string>>> = {
  assumeRoleArn: "roleArn",
  assumeRoleSessionName: "sessionName",
  assumeRoleSessionDuration: "sessionDuration",
  assumeRoleExternalId: "externalId",
};

/**
 * The settings in the bridge's `tencentcloud:assumeRole`. Both providers of a stack have to act under the same identity, so an
 * unsupported field is an error ({@link CredentialsError}).
 */
export function inBridgeObject(readConfig: ReadConfig): FindSetting {
  return (name) => {
    const field = BRIDGE_FIELDS[name];
    const { key } = SETTING_NAMES.assumeRole;
    const text = readConfig(key)?.trim();
    if (field === undefined || !text) return undefined;
    const fields = parseObject(text);
    if (fields === undefined) throw new CredentialsError(`${key} is not an object, such as {"roleArn": "qcs::cam::…"}`);
    const supported = Object.values(BRIDGE_FIELDS);
    const unknown = Object.keys(fields).find((candidate) => !supported.includes(candidate));
    if (unknown !== undefined) {
      throw new CredentialsError(
        `${key} has the field ${printable(unknown, 40)}, which is not supported (${supported.join(", ")} are)`,
      );
    }
    const value = fields[field];
    if (value === undefined || value === null || value === "") return undefined;
    const title = `${key} (${field})`;
    if (typeof value === "string" || typeof value === "number") return { name: title, value: String(value) };
    throw new CredentialsError(`${title} is neither text nor a number`);
  };
}
