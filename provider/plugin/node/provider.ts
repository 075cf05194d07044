import * as pulumi from "@pulumi/pulumi";
import { TOKENS } from "../../resource/pulumi-names";

/** The settings of {@link Provider}. What is not set comes from the environment, and then from the other sources of credentials. */
export interface ProviderArgs {
  /** The region for resources that name none, such as `ap-guangzhou`. */
  readonly region?: pulumi.Input<string | undefined>;
  /** The id of the key pair that signs requests. Kept secret. */
  readonly secretId?: pulumi.Input<string | undefined>;
  /** The secret of the key pair that signs requests. Kept secret. */
  readonly secretKey?: pulumi.Input<string | undefined>;
  /** The token of a temporary key pair. Kept secret. */
  readonly securityToken?: pulumi.Input<string | undefined>;
  /** The profile of the command line tccli whose credentials are used. */
  readonly profile?: pulumi.Input<string | undefined>;
  /** The folder that holds the profiles of tccli. */
  readonly sharedCredentialsDir?: pulumi.Input<string | undefined>;
  /** The file with the token of a CI job that is exchanged for keys of the role `assumeRoleArn`. */
  readonly assumeRoleWebIdentityTokenFile?: pulumi.Input<string | undefined>;
  /** The name in CAM of the identity provider that issued the token. */
  readonly assumeRoleProviderId?: pulumi.Input<string | undefined>;
  /** The role of the CVM instance that this runs on. */
  readonly camRoleName?: pulumi.Input<string | undefined>;
  /** The URL of the CVM metadata server. */
  readonly metadataEndpoint?: pulumi.Input<string | undefined>;
  /** The role to assume on top of the credentials found, or in exchange for the token of a CI job. */
  readonly assumeRoleArn?: pulumi.Input<string | undefined>;
  /** The name of the session under the assumed role. */
  readonly assumeRoleSessionName?: pulumi.Input<string | undefined>;
  /** How long credentials of the assumed role are valid, in seconds. */
  readonly assumeRoleSessionDuration?: pulumi.Input<number | undefined>;
  /** The external id that the role asks for. */
  readonly assumeRoleExternalId?: pulumi.Input<string | undefined>;
  /** The URL of STS, where it is not `sts.` and the domain. */
  readonly stsEndpoint?: pulumi.Input<string | undefined>;
  /** The domain of the API: `intl.tencentcloudapi.com`, or `tencentcloudapi.com` for accounts of the mainland site. */
  readonly domain?: pulumi.Input<string | undefined>;
  /** `https` or `http`. */
  readonly protocol?: pulumi.Input<string | undefined>;
  /** The URL of the PostgreSQL API, in place of `postgres.` and the domain. */
  readonly endpoint?: pulumi.Input<string | undefined>;
}

/**
 * An account of Tencent Cloud and how to reach it, for resources that name it in their options. A change of its settings is an
 * update and replaces nothing. Each provider runs in a process of its own.
 *
 * @example
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import { InstanceSslConfig, Provider } from "pulumi-tencentcloud-postgres-ssl/plugin";
 *
 * const bank = new Provider("bank", {
 *   region: "ap-shanghai",
 *   secretId: new pulumi.Config("bank").requireSecret("secretId"),
 *   secretKey: new pulumi.Config("bank").requireSecret("secretKey"),
 * });
 *
 * const ssl = new InstanceSslConfig("ledger", { dbInstanceId: "postgres-5gevh7gr", sslEnabled: false }, { provider: bank });
 *
 * export const caUrl = ssl.caUrl;
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  /**
   * @param name - the resource's name in the stack
   * @param args - the account and the endpoint
   * @param opts - Pulumi's resource options
   */
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    super(TOKENS.provider, name, keepingSecrets(args), opts);
  }
}

function keepingSecrets(args: ProviderArgs): ProviderArgs {
  const { secretId, secretKey, securityToken } = args;
  const secret = (value: pulumi.Input<string | undefined>) => (value === undefined ? value : pulumi.secret(value));
  return {
    ...args,
    secretId: secret(secretId),
    secretKey: secret(secretKey),
    securityToken: secret(securityToken),
  };
}
