import { postgres } from "tencentcloud-sdk-nodejs-postgres/tencentcloud/services/postgres";
import type { LocalCloud } from "./local-cloud";

/** Someone else in the same account, who changes an instance through the API while Pulumi runs. Resolves when it is accepted. */
export async function colleagueChanges(cloud: LocalCloud, dbInstanceId: string, connectAddress: string): Promise<void> {
  const { env } = cloud;
  const client = new postgres.v20170312.Client({
    credential: { secretId: env.TENCENTCLOUD_SECRET_ID ?? "", secretKey: env.TENCENTCLOUD_SECRET_KEY ?? "" },
    region: env.TENCENTCLOUD_REGION ?? "",
    profile: {
      httpProfile: { protocol: "http://", endpoint: new URL(env.TENCENTCLOUD_POSTGRES_ENDPOINT ?? "").host },
    },
  });
  await client.ModifyDBInstanceSSLConfig({
    DBInstanceId: dbInstanceId,
    SSLEnabled: true,
    ConnectAddress: connectAddress,
  });
}
