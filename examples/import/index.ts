import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl/plugin";

const orders = new InstanceSslConfig(
  "orders",
  { dbInstanceId: "postgres-emu00001", sslEnabled: true, connectAddress: "10.0.0.1" },
  // `pulumi import` protects what it imports, so the program has to declare that too.
  { protect: true },
);

export const caUrl = orders.caUrl;
