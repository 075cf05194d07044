import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  GetSchemaResponse,
  type ProviderHandshakeRequest,
  ProviderHandshakeResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { type Answer, answering } from "./answering";
import { check, diff } from "./check-and-diff";
import { checkConfig, configure, diffConfig } from "./configuration";
import { invoke, listing } from "./functions";
import type { Plugin } from "./plugin";
import { Empty } from "./sdk-modules";
import { create, del, read, update } from "./verbs";

/** The methods of Pulumi's ResourceProvider service that this provider has. gRPC answers the others as unimplemented. */
export function serviceOf(plugin: Plugin): Partial<IResourceProviderServer> {
  const method = <Request, Reply>(answer: Answer<Request, Reply>) => answering(plugin, answer);
  return {
    handshake: method(handshake),
    attach: method(attach),
    getPluginInfo: method(getPluginInfo),
    getSchema: method(getSchema),
    checkConfig: method(checkConfig),
    diffConfig: method(diffConfig),
    configure: method(configure),
    check: method(check),
    diff: method(diff),
    create: method(create),
    update: method(update),
    read: method(read),
    delete: method(del),
    list: listing(plugin),
    invoke: method(invoke),
    cancel: method(cancel),
  };
}

function handshake(plugin: Plugin, request: ProviderHandshakeRequest): ProviderHandshakeResponse {
  plugin.attach(request.getEngineAddress());
  const response = new ProviderHandshakeResponse();
  response.setAcceptSecrets(true);
  response.setAcceptResources(false);
  response.setAcceptOutputs(false);
  return response;
}

function attach(plugin: Plugin, request: PluginAttach) {
  plugin.attach(request.getAddress());
  return new Empty();
}

function cancel(plugin: Plugin) {
  plugin.cancel();
  return new Empty();
}

/** The description from which Pulumi generates SDKs. */
export function getSchema(): GetSchemaResponse {
  const response = new GetSchemaResponse();
  response.setSchema(JSON.stringify(schema()));
  return response;
}

export function getPluginInfo(): PluginInfo {
  const info = new PluginInfo();
  info.setVersion(schema().version);
  return info;
}

interface Schema {
  readonly version: string;
}

/** schema.json lies beside the executable, in the package's folder `plugin/`; a bundle has it inside. */
function schema(): Schema {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- outside of what is compiled, and needed by few calls
  return require("../../plugin/schema.json") as Schema;
}
