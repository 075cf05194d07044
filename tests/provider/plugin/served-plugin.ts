import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import type { handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import {
  type IResourceProviderServer,
  ResourceProviderClient,
  ResourceProviderService,
} from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ConfigureRequest, ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { type Emulator, startEmulator } from "../../../emulator/src";
import { Plugin } from "../../../provider/plugin/plugin";
import { Empty, grpc } from "../../../provider/plugin/sdk-modules";
import { received, sent } from "../../../provider/plugin/secrets";
import { serviceOf } from "../../../provider/plugin/service";

/** A line that the engine got, and the resource that it shows it at. */
export interface EngineLine {
  readonly urn: string;
  readonly line: string;
}

/** How a call failed: its text, and for a change that was started what the engine keeps of it. */
export class CallFailed extends Error {
  constructor(
    message: string,
    readonly kept?: { readonly id: string; readonly reasons: readonly string[] } & ReturnType<typeof received>,
  ) {
    super(message);
  }
}

/** The methods of Pulumi's ResourceProvider service, whose types also allow any other name. */
type Methods = { [M in keyof IResourceProviderServer as string extends M ? never : M]: IResourceProviderServer[M] };
type Method = keyof Methods & keyof ResourceProviderClient;
type RequestOf<M extends Method> = Parameters<Methods[M]>[0]["request"];
type ReplyOf<M extends Method> = Methods[M] extends handleUnaryCall<RequestOf<M>, infer Reply> ? Reply : never;

/** The plugin behind a real gRPC connection, an engine that takes its lines, and a cloud. */
export class ServedPlugin {
  readonly lines: EngineLine[] = [];
  isEngineGone = false;
  private readonly engine = new grpc.Server();
  private readonly server = new grpc.Server();
  private client: ResourceProviderClient | undefined;

  private constructor(readonly emulator: Emulator) {}

  static async start(): Promise<ServedPlugin> {
    const emulator = await startEmulator({ instances: 3, servers: 0, taskSeconds: 0.2, checkReplies: true });
    const served = new ServedPlugin(emulator);
    await served.serve();
    return served;
  }

  /** Calls a method as the engine does. @throws CallFailed */
  call<M extends Method>(method: M, request: RequestOf<M>): Promise<ReplyOf<M>> {
    return new Promise((resolve, reject) => {
      const call = this.client?.[method].bind(this.client) as unknown as (
        request: RequestOf<M>,
        done: (error: GrpcFailure | null, reply: ReplyOf<M>) => void,
      ) => void;
      call(request, (error, reply) => (error ? reject(failureOf(error)) : resolve(reply)));
    });
  }

  /** Sets the provider's settings: the emulator's, and what else is said. */
  async configure(settings: object = {}): Promise<void> {
    const { endpoint, secretId, secretKey, region } = this.emulator;
    const request = new ConfigureRequest();
    request.setArgs(sent({ endpoint, secretId, secretKey, region, ...settings }));
    await this.call("configure", request);
  }

  /** Ends the engine, as a CLI that is killed ends. */
  endEngine(): void {
    this.engine.forceShutdown();
  }

  async close(): Promise<void> {
    this.client?.close();
    this.server.forceShutdown();
    this.engine.forceShutdown();
    await this.emulator.close();
  }

  private async serve(): Promise<void> {
    this.engine.addService(EngineService, {
      log: ({ request }: { request: LogRequest }, done: (error: null, reply: unknown) => void) => {
        this.lines.push({ urn: request.getUrn(), line: request.getMessage() });
        done(null, new Empty());
      },
    });
    const plugin = new Plugin(() => (this.isEngineGone = true));
    this.server.addService(ResourceProviderService, serviceOf(plugin) as UntypedServiceImplementation);
    const [engine, address] = [await listen(this.engine), await listen(this.server)];
    this.client = new ResourceProviderClient(address, grpc.credentials.createInsecure());
    const request = new PluginAttach();
    request.setAddress(engine);
    await this.call("attach", request);
    await this.configure();
  }
}

interface GrpcFailure {
  readonly details: string;
  readonly metadata: { get(name: string): unknown[] };
}

function failureOf({ details, metadata }: GrpcFailure): CallFailed {
  const [packed] = metadata.get("grpc-status-details-bin") as Uint8Array[];
  if (packed === undefined) return new CallFailed(details);
  const [detail] = Status.deserializeBinary(packed).getDetailsList();
  if (detail?.getTypeName() !== "pulumirpc.ErrorResourceInitFailed") return new CallFailed(details);
  const failed = ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
  const reasons = failed.getReasonsList();
  return new CallFailed(details, { id: failed.getId(), reasons, ...received(failed.getProperties()) });
}

function listen(server: InstanceType<typeof grpc.Server>): Promise<string> {
  return new Promise((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(`127.0.0.1:${port}`),
    ),
  );
}
