import { setTimeout as sleep } from "node:timers/promises";
import { postgres } from "tencentcloud-sdk-nodejs-postgres";
import type { Target } from "./target";

type Client = InstanceType<typeof postgres.v20170312.Client>;

/** An SSL setting as the cloud reports it. */
export interface Setting {
  readonly sslEnabled: boolean;
  readonly connectAddress: string;
}

const pollMs = 500;

/** The cloud as seen without the provider: through the vendor's SDK. */
export class CloudView {
  private readonly client: Client;

  constructor(private readonly target: Target) {
    const { TENCENTCLOUD_SECRET_ID: secretId = "", TENCENTCLOUD_SECRET_KEY: secretKey = "", ...env } = target.env;
    const { TENCENTCLOUD_REGION: region = "", TENCENTCLOUD_SECURITY_TOKEN: token } = env;
    const url = new URL(
      env.TENCENTCLOUD_POSTGRES_ENDPOINT ?? `https://postgres.${env.TENCENTCLOUD_DOMAIN ?? "intl.tencentcloudapi.com"}`,
    );
    this.client = new postgres.v20170312.Client({
      credential: { secretId, secretKey, ...(token ? { token } : {}) },
      region,
      profile: { httpProfile: { protocol: `${url.protocol}//`, endpoint: url.host } },
    });
  }

  /** The setting as it is. */
  async setting(): Promise<Setting> {
    const reply = await this.client.DescribeDBInstanceSSLConfig({ DBInstanceId: this.target.instanceId });
    return { sslEnabled: reply.SSLEnabled ?? false, connectAddress: reply.ConnectAddress ?? "" };
  }

  /** The addresses that the setting may name: the private one, then the public one if there is one. */
  async addresses(): Promise<string[]> {
    const reply = await this.client.DescribeDBInstanceAttribute({ DBInstanceId: this.target.instanceId });
    const opened = (reply.DBInstance?.DBInstanceNetInfo ?? []).filter(({ Status }) => Status === "opened");
    return ["private", "public"].flatMap((type) => opened.find(({ NetType }) => NetType === type)?.Ip ?? []);
  }

  /** How many tasks the instance has had. */
  async taskCount(): Promise<number> {
    return (await this.client.DescribeTasks({ DBInstanceId: this.target.instanceId })).TotalCount ?? 0;
  }

  /** Changes the setting as someone in the cloud's console would, and waits until that is done. */
  async change({ sslEnabled, connectAddress }: Setting): Promise<void> {
    const address = sslEnabled ? { ConnectAddress: connectAddress } : {};
    await this.atRest();
    await this.client.ModifyDBInstanceSSLConfig({
      ...{ DBInstanceId: this.target.instanceId, SSLEnabled: sslEnabled },
      ...address,
    });
    await this.atRest();
  }

  private async atRest(): Promise<void> {
    const deadline = Date.now() + this.target.commandSeconds * 1000;
    while (Date.now() < deadline) {
      const reply = await this.client.DescribeTasks({ DBInstanceId: this.target.instanceId });
      const isBusy = (reply.TaskSet ?? []).some(({ Status }) => Status === "Running" || Status === "WaitSwitch");
      if (!isBusy) return;
      await sleep(pollMs);
    }
    throw new Error(`${this.target.instanceId} is still busy.`);
  }
}
