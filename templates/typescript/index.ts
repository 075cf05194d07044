import * as pulumi from "@pulumi/pulumi";
import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";

const config = new pulumi.Config();

// If the instance is already like this, Pulumi adopts it without a restart.
const ssl = new InstanceSslConfig("database", {
  dbInstanceId: config.require("dbInstanceId"),
  sslEnabled: true,
  connectAddress: config.require("connectAddress"),
  // Deleting the resource leaves SSL on. Without this it turns SSL off, which restarts the database.
  onDelete: "retain",
});

export const connectAddress = ssl.connectAddress;
export const caCertificate = ssl.caCertificate;
export const caUrl = ssl.caUrl;
