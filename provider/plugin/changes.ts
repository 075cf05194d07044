import {
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { COMPUTED, inputsOf, outputsOf } from "../resource/arguments";
import type { Call } from "../resource/bring-to";
import { settingDiffers } from "../resource/diff";
import type { Properties } from "../resource/properties";
import { UNKNOWN_VALUE } from "../resource/pulumi-names";
import { unfinished } from "./answering";
import type { Plugin } from "./plugin";
import { Empty } from "./sdk-modules";
import { received, type Received, sent } from "./secrets";

export async function create(plugin: Plugin, request: CreateRequest): Promise<CreateResponse> {
  const inputs = learned(plugin, received(request.getProperties()));
  const response = new CreateResponse();
  if (request.getPreview()) {
    response.setProperties(sent(previewed(inputs.values), inputs.secretNames));
    return response;
  }
  const { lifecycle, session } = plugin.cloudVerbs();
  const state = await keepingSecrets(inputs.secretNames, () =>
    lifecycle.create(session, inputsOf(inputs.values), callOf(plugin, request)),
  );
  response.setId(state.dbInstanceId);
  response.setProperties(sent(state, inputs.secretNames));
  return response;
}

export async function update(plugin: Plugin, request: UpdateRequest): Promise<UpdateResponse> {
  const olds = learned(plugin, received(request.getOlds()));
  const news = learned(plugin, received(request.getNews()));
  const response = new UpdateResponse();
  if (request.getPreview()) {
    response.setProperties(sent(previewed(news.values, olds.values), news.secretNames));
    return response;
  }
  const { lifecycle, session } = plugin.cloudVerbs();
  const state = await keepingSecrets(news.secretNames, () =>
    lifecycle.update(session, olds.values, inputsOf(news.values), callOf(plugin, request)),
  );
  response.setProperties(sent(state, news.secretNames));
  return response;
}

export async function del(plugin: Plugin, request: DeleteRequest): Promise<InstanceType<typeof Empty>> {
  const { values } = learned(plugin, received(request.getProperties()));
  const { lifecycle, session } = plugin.cloudVerbs();
  await lifecycle.remove(session, values, callOf(plugin, request));
  return new Empty();
}

/** The engine sends the custom timeout of the resource in seconds, and 0 where it has none. */
function callOf(plugin: Plugin, request: CreateRequest | UpdateRequest | DeleteRequest): Call {
  return { log: plugin.logAt(request.getUrn()), timeoutSeconds: request.getTimeout() || undefined };
}

function learned(plugin: Plugin, properties: Received): Received {
  plugin.wording.learn(properties);
  return properties;
}

async function keepingSecrets<T>(secretNames: ReadonlySet<string>, verb: () => Promise<T>): Promise<T> {
  try {
    return await verb();
  } catch (error) {
    throw unfinished(error, secretNames);
  }
}

/** The outputs of a change, as far as a preview can know them. A dynamic resource's state may have had more properties. */
export function previewed(news: Properties, olds?: Properties): Properties {
  const inputs: Properties = { ...inputsOf(news) };
  if (olds !== undefined && !settingDiffers(olds, news)) return { ...outputsOf(olds), ...inputs };
  const unknown = Object.entries(COMPUTED).filter(([, when]) => when === "after a change" || news.sslEnabled !== false);
  return { ...inputs, ...Object.fromEntries(unknown.map(([name]) => [name, UNKNOWN_VALUE])) };
}
