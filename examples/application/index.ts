import * as pulumi from "@pulumi/pulumi";
import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";

const config = new pulumi.Config();

const ssl = new InstanceSslConfig("database", {
  dbInstanceId: config.require("dbInstanceId"),
  sslEnabled: true,
  connectAddress: config.require("connectAddress"),
});

export const host = ssl.connectAddress;
export const caCertificate = ssl.caCertificate;
