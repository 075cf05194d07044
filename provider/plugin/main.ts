/** The program behind `pulumi-resource-tencentcloud-postgres-ssl`; also what a bundle of the plugin starts with. */
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Plugin } from "./plugin";
import { grpc } from "./sdk-modules";
import { serviceOf } from "./service";

/**
 * Serves the provider on a free port of this machine, and prints the port for the engine.
 *
 * There is no handler for SIGINT or SIGTERM: the engine uses them to end its plugins, after it has asked them to cancel.
 *
 * @param engineAddress - where the engine listens, `127.0.0.1:PORT`; empty where the handshake brings the address
 */
function serve(engineAddress: string): void {
  const plugin = new Plugin(() => process.exit(0));
  plugin.attach(engineAddress);
  // No limit, because the engine has none either.
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(ResourceProviderService, serviceOf(plugin) as UntypedServiceImplementation);
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
}

serve(process.argv[2] ?? "");
