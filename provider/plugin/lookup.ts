import { InvokeResponse, type InvokeRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Deadline } from "../model/deadline";
import { DEFAULT_PACE } from "../model/pace";
import * as resource from "../resource/check";
import { failuresOf } from "./check";
import { TOKENS } from "./tokens";
import type { Plugin } from "./plugin";
import { received, sent } from "./values";

/** Looks up the SSL setting of an instance that the program does not manage. */
export async function invoke(plugin: Plugin, request: InvokeRequest): Promise<InvokeResponse> {
  if (request.getTok() !== TOKENS.lookup)
    throw new Error(`there is no function ${request.getTok()}; there is ${TOKENS.lookup}`);
  const args = received(request.getArgs());
  const { session } = plugin.cloudVerbs();
  const { inputs, failures } = resource.check({ ...args.values, sslEnabled: false }, session.defaultRegion);
  const response = new InvokeResponse();
  response.setFailuresList(failuresOf(plugin, failures, { values: inputs, secretNames: args.secretNames }));
  if (failures.length > 0) return response;
  const instance = { dbInstanceId: String(inputs.dbInstanceId), region: String(inputs.region) };
  const { requestTimeoutSeconds, requestAttempts } = DEFAULT_PACE;
  const deadline = Deadline.in(requestTimeoutSeconds * requestAttempts, DEFAULT_PACE);
  response.setReturn(sent({ ...instance, ...(await session.tools.api.describeSslConfig(instance, deadline)) }));
  return response;
}
