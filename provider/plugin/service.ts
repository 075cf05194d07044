import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ProviderHandshakeResponse, type ProviderHandshakeRequest } from "@pulumi/pulumi/proto/provider_pb";
import type { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { answering, type Answer } from "./answering";
import { create, del, update } from "./changes";
import { check } from "./check";
import { checkConfig, configure, diffConfig } from "./configuration";
import { diff } from "./diff";
import { invoke } from "./lookup";
import { getPluginInfo, getSchema } from "./package-info";
import type { Plugin } from "./plugin";
import { read } from "./read";
import { Empty } from "./sdk-modules";

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
