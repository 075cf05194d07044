import * as pulumi from "@pulumi/pulumi";
import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";

const config = new pulumi.Config();
const sslEnabled = config.requireBoolean("sslEnabled");

new InstanceSslConfig(
  "database",
  {
    dbInstanceId: config.require("dbInstanceId"),
    sslEnabled,
    connectAddress: config.require("connectAddress"),
    // In an environment with SSL, it stays on even if the stack is destroyed.
    onDelete: sslEnabled ? "retain" : "disable",
  },
  { protect: sslEnabled },
);
