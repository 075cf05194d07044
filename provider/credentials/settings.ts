import type { ReadConfig } from "../cloud/settings";
import { SettingsError } from "../errors/package-errors";
import type { Clock } from "../time/clock";
import { printable } from "../model/printable";
import type { Machine } from "./files";

/** The names of a setting: in the stack's configuration, and in the environment, where the first one that is set counts. */
interface SettingNames {
  readonly key?: `tencentcloud:${string}`;
  readonly variables: readonly string[];
}

/**
 * Every setting that decides about credentials. Keys are those of the Tencent Cloud bridge where it has one, variables
 * those of Tencent Cloud's SDKs, Terraform provider and command line.
 */
export const SETTING_NAMES = {
  secretId: { key: "tencentcloud:secretId", variables: ["TENCENTCLOUD_SECRET_ID"] },
  secretKey: { key: "tencentcloud:secretKey", variables: ["TENCENTCLOUD_SECRET_KEY"] },
  token: {
    key: "tencentcloud:securityToken",
    variables: ["TENCENTCLOUD_SECURITY_TOKEN", "TENCENTCLOUD_SESSION_TOKEN", "TENCENTCLOUD_TOKEN"],
  },
  credentialsFile: { variables: ["TENCENTCLOUD_CREDENTIALS_FILE"] },
  profile: { key: "tencentcloud:profile", variables: ["TENCENTCLOUD_PROFILE", "TCCLI_PROFILE"] },
  sharedCredentialsDir: {
    key: "tencentcloud:sharedCredentialsDir",
    variables: ["TENCENTCLOUD_SHARED_CREDENTIALS_DIR"],
  },
  webIdentityTokenFile: {
    key: "tencentcloud:assumeRoleWebIdentityTokenFile",
    variables: ["TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE"],
  },
  webIdentityProviderId: {
    key: "tencentcloud:assumeRoleProviderId",
    variables: ["TENCENTCLOUD_ASSUME_ROLE_PROVIDER_ID"],
  },
  tkeRegion: { variables: ["TKE_REGION"] },
  tkeProviderId: { variables: ["TKE_PROVIDER_ID"] },
  tkeTokenFile: { variables: ["TKE_WEB_IDENTITY_TOKEN_FILE"] },
  tkeRoleArn: { variables: ["TKE_ROLE_ARN"] },
  camRoleName: { key: "tencentcloud:camRoleName", variables: ["TENCENTCLOUD_CAM_ROLE_NAME"] },
  metadataEndpoint: { key: "tencentcloud:metadataEndpoint", variables: ["TENCENTCLOUD_METADATA_ENDPOINT"] },
  assumeRoleArn: { key: "tencentcloud:assumeRoleArn", variables: ["TENCENTCLOUD_ASSUME_ROLE_ARN"] },
  assumeRoleSessionName: {
    key: "tencentcloud:assumeRoleSessionName",
    variables: ["TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME"],
  },
  assumeRoleSessionDuration: {
    key: "tencentcloud:assumeRoleSessionDuration",
    variables: ["TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION"],
  },
  assumeRoleExternalId: {
    key: "tencentcloud:assumeRoleExternalId",
    variables: ["TENCENTCLOUD_ASSUME_ROLE_EXTERNAL_ID"],
  },
  assumeRole: { key: "tencentcloud:assumeRole", variables: [] },
  stsEndpoint: { key: "tencentcloud:stsEndpoint", variables: ["TENCENTCLOUD_STS_ENDPOINT"] },
} as const satisfies Readonly<Record<string, SettingNames>>;

export type SettingName = keyof typeof SETTING_NAMES;

const names: Readonly<Record<SettingName, SettingNames>> = SETTING_NAMES;

/** Every setting that decides about credentials: keys of the stack's configuration, and variables of the environment. */
export const CREDENTIAL_SETTINGS = {
  keys: Object.values(names).flatMap(({ key }) => key ?? []),
  variables: Object.values(names).flatMap(({ variables }) => variables),
};

/** All names of a setting, for messages that say where to set it. */
export function namesOf(setting: SettingName): string {
  const { key, variables } = names[setting];
  return [key, ...variables].filter((name) => name !== undefined).join(" or ");
}

/** A setting that is set: its trimmed value, and the name under which it was found, for messages. */
export interface Setting {
  readonly name: string;
  readonly value: string;
}

/** Looks a setting up. Empty text counts as not set, because many tools leave a variable out that way. */
export type FindSetting = (setting: SettingName) => Setting | undefined;

export function inStackConfig(readConfig: ReadConfig): FindSetting {
  return (setting) => {
    const { key } = names[setting];
    return key === undefined ? undefined : settingOf(key, readConfig(key));
  };
}

export function inEnvironment(env: NodeJS.ProcessEnv): FindSetting {
  return (setting) => {
    const candidates = names[setting].variables.map((name) => settingOf(name, env[name]));
    return candidates.find((candidate) => candidate !== undefined);
  };
}

function settingOf(name: string, value: string | undefined): Setting | undefined {
  const text = value?.trim();
  return text ? { name, value: text } : undefined;
}

/** What the sources work with. */
export interface SourceTools {
  readonly readConfig: ReadConfig;
  readonly env: NodeJS.ProcessEnv;
  readonly find: FindSetting;
  readonly clock: Clock;
  /** Length of a second in milliseconds. */
  readonly secondMs: number;
  readonly machine: Machine;
}

/** The origin of the URL that a setting holds, or `undefined` where it is not set. Throws {@link SettingsError}. */
export function originIn(find: FindSetting, name: SettingName): string | undefined {
  const setting = find(name);
  if (setting === undefined) return undefined;
  const url = URL.canParse(setting.value) ? new URL(setting.value) : undefined;
  if (url && ["http:", "https:"].includes(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  // Only the host may be shown: the rest can hold a secret.
  throw new SettingsError(
    `${setting.name}${url?.host ? ` (at ${printable(url.host, 80)})` : ""} is not a URL such as ` +
      "https://sts.intl.tencentcloudapi.com, with nothing but a protocol, a host and a port",
  );
}
