import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl/plugin";

const orders = new InstanceSslConfig(
  "orders",
  { dbInstanceId: "postgres-emu00001", sslEnabled: true, connectAddress: "10.0.0.1" },
  // As `pulumi import` leaves it: to take it out of Pulumi's hands needs a deliberate step.
  { protect: true },
);

export const caUrl = orders.caUrl;
