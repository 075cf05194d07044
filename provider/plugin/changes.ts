import {
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import {
  type InstanceSslConfigInputs,
  type InstanceSslConfigState,
  PROVIDER_PROPERTY,
  UNKNOWN_VALUE,
} from "../model/properties";
import type { Call } from "../resource/bring-to";
import { settingDiffers } from "../resource/diff";
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
    lifecycle.create(session, inputsOf(inputs), callOf(plugin, request)),
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
    response.setProperties(sent(previewed({ ...inputsOf(news) }, { ...inputsOf(olds) }), news.secretNames));
    return response;
  }
  const { lifecycle, session } = plugin.cloudVerbs();
  const state = await keepingSecrets(news.secretNames, () =>
    lifecycle.update(session, inputsOf(olds), inputsOf(news), callOf(plugin, request)),
  );
  response.setProperties(sent(state, news.secretNames));
  return response;
}

export async function del(plugin: Plugin, request: DeleteRequest): Promise<InstanceType<typeof Empty>> {
  const state = learned(plugin, received(request.getProperties()));
  const { lifecycle, session } = plugin.cloudVerbs();
  await lifecycle.remove(session, inputsOf(state), callOf(plugin, request));
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

/** Properties that `check` has passed; the service's types do not say so. A dynamic resource's state had one more. */
function inputsOf({ values }: Received): InstanceSslConfigInputs & InstanceSslConfigState {
  const { [PROVIDER_PROPERTY]: _, ...own } = values;
  return own as unknown as InstanceSslConfigState;
}

async function keepingSecrets<T>(secretNames: ReadonlySet<string>, verb: () => Promise<T>): Promise<T> {
  try {
    return await verb();
  } catch (error) {
    throw unfinished(error, secretNames);
  }
}

type Values = Readonly<Record<string, unknown>>;
type Computed = Exclude<keyof InstanceSslConfigState, "dbInstanceId">;

/** Outputs that only the cloud knows. */
const OF_A_CHANGE: readonly Computed[] = ["taskId", "requestId"];
const WHILE_ON: readonly Computed[] = ["caUrl", "caCertificate"];

/** The outputs of a change, as far as a preview can know them. */
export function previewed(inputs: Values, olds?: Values): Values {
  if (olds !== undefined && !settingDiffers(olds, inputs)) return { ...olds, ...inputs };
  const unknown = [...OF_A_CHANGE, ...(inputs.sslEnabled === false ? [] : WHILE_ON)];
  return { ...inputs, ...Object.fromEntries(unknown.map((name) => [name, UNKNOWN_VALUE])) };
}
