/** How a setting is called: in the stack's configuration, and in the environment, where the first one that is set counts. */
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

/** The key of a setting in the stack's configuration, where it has one. */
export function configKeyOf(setting: SettingName): string | undefined {
  return (SETTING_NAMES[setting] as SettingNames).key;
}

export function variablesOf(setting: SettingName): readonly string[] {
  return SETTING_NAMES[setting].variables;
}
