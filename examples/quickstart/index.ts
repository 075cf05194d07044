import * as pulumi from "@pulumi/pulumi";
import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";

const config = new pulumi.Config();

const ssl = new InstanceSslConfig("database", {
  dbInstanceId: config.require("dbInstanceId"),
  sslEnabled: config.getBoolean("sslEnabled") ?? true,
  connectAddress: config.get("connectAddress"),
});

export const sslEnabled = ssl.sslEnabled;
export const connectAddress = ssl.connectAddress;
export const caUrl = ssl.caUrl;
export const caCertificate = ssl.caCertificate;
