import * as pulumi from "@pulumi/pulumi";
import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";
import { Database } from "./database";

// A database of this program. A preview does not know its id and address yet.
const orders = new Database("orders", { instanceId: "postgres-emu00001", privateAddress: "10.0.0.1" });

new InstanceSslConfig(
  "orders",
  { dbInstanceId: orders.instanceId, sslEnabled: true, connectAddress: orders.privateAddress },
  // If the database itself is deleted, there is no need to turn its SSL off first.
  { deletedWith: orders },
);

// A database of another stack, which exports its id and address.
const platform = new pulumi.StackReference(new pulumi.Config().require("platformStack"));

new InstanceSslConfig("billing", {
  dbInstanceId: platform.requireOutput("billingId") as pulumi.Output<string>,
  sslEnabled: true,
  connectAddress: platform.requireOutput("billingAddress") as pulumi.Output<string>,
});
