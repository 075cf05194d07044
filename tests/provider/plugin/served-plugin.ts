import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import type { handleUnaryCall, ServiceError, UntypedServiceImplementation } from "@grpc/grpc-js";
import {
  type IResourceProviderServer,
  ResourceProviderClient,
  ResourceProviderService,
} from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ErrorResourceInitFailed, type ListRequest, type ListResponse } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { startEmulator } from "../../../emulator/src";
import { FAST_PACE } from "../fast-pace";
import { Plugin } from "../../../provider/plugin/plugin";
import { Empty, grpc } from "../../../provider/plugin/sdk-modules";
import { received, sent } from "../../../provider/plugin/secrets";
import { serviceOf } from "../../../provider/plugin/service";

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
/** The fields of a message, by the names of their setters. */
type Fields<Message> = {
  readonly [Name in keyof Message as Name extends `set${infer Field}` ? Uncapitalize<Field> : never]?: SetBy<
    Message[Name]
  >;
};
type SetBy<Setter> = Setter extends (value: infer Value) => unknown ? Value : never;

export type ServedPlugin = Awaited<ReturnType<typeof servePlugin>>;

/** Starts the plugin behind a real gRPC connection, an engine that takes its lines, and a cloud. */
export async function servePlugin() {
  const emulator = await startEmulator({ instances: 3, servers: 0, taskSeconds: 0.05 });
  /** The lines that the engine got, each with the resource that it is shown at, and whether the plugin saw it end. */
  const engine = { lines: [] as { urn: string; line: string }[], isGone: false, server: new grpc.Server() };
  engine.server.addService(EngineService, {
    log: ({ request }: { request: LogRequest }, done: (error: null, reply: unknown) => void) => {
      // A busy engine: lines arrive late, and are lost if the call that they belong to is over by then.
      setTimeout(() => {
        engine.lines.push({ urn: request.getUrn(), line: request.getMessage() });
        done(null, new Empty());
      }, 20);
    },
  });
  const server = new grpc.Server();
  const plugin = new Plugin(() => (engine.isGone = true), FAST_PACE);
  server.addService(ResourceProviderService, serviceOf(plugin) as UntypedServiceImplementation);
  const client = new ResourceProviderClient(await listen(server), grpc.credentials.createInsecure());

  /** Calls a method as the engine does. @throws CallFailed */
  const call = <M extends Method>(method: M, fields: Fields<RequestOf<M>> = {}): Promise<ReplyOf<M>> => {
    const { requestType: Request } = ResourceProviderService[method] as unknown as {
      requestType: new () => Record<string, (value: unknown) => void>;
    };
    const request = new Request();
    for (const [name, value] of Object.entries(fields))
      request[`set${name[0]?.toUpperCase()}${name.slice(1)}`]?.(value);
    const send = client[method].bind(client) as unknown as (
      message: typeof request,
      done: (error: ServiceError | null, reply: ReplyOf<M>) => void,
    ) => void;
    return new Promise((resolve, reject) => {
      send(request, (error, reply) => (error ? reject(failureOf(error)) : resolve(reply)));
    });
  };

  /** Lists resources as the engine does: one page, and the token of the next one. @throws CallFailed */
  const list = async (request: ListRequest): Promise<{ ids: string[]; names: string[]; next: string }> => {
    const stream = client.list(request);
    const responses: ListResponse[] = [];
    stream.on("data", (response: ListResponse) => responses.push(response));
    await new Promise<void>((resolve, reject) => {
      stream.on("end", resolve).on("error", (error: ServiceError) => reject(failureOf(error)));
    });
    const results = responses.flatMap((response) => response.getResult() ?? []);
    const next = responses.at(-1)?.getContinuation()?.getContinuationToken() ?? "";
    return { ids: results.map((each) => each.getId()), names: results.map((each) => each.getName()), next };
  };

  /** Sets the provider's settings: the emulator's, and what else is said. */
  const configure = (settings: object = {}) => {
    const { endpoint, secretId, secretKey, region } = emulator;
    return call("configure", { args: sent({ endpoint, secretId, secretKey, region, ...settings }) });
  };

  const close = async (): Promise<void> => {
    client.close();
    server.forceShutdown();
    engine.server.forceShutdown();
    await emulator.close();
  };

  await call("attach", { address: await listen(engine.server) });
  await configure();
  return { emulator, engine, plugin, call, list, configure, close };
}

function failureOf({ details, metadata }: ServiceError): CallFailed {
  const [packed] = metadata.get("grpc-status-details-bin") as Buffer[];
  const [detail] = packed === undefined ? [] : Status.deserializeBinary(packed).getDetailsList();
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
