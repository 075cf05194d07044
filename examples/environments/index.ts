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
    // A stack of an environment with SSL leaves it on, even when the stack itself is destroyed.
    onDelete: sslEnabled ? "retain" : "disable",
  },
  { protect: sslEnabled },
);
