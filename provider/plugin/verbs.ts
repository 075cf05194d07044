import {
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type ReadRequest,
  ReadResponse,
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
  const { verbs, session } = plugin.host.cloud();
  const state = await keepingSecrets(inputs.secretNames, () =>
    verbs.create(session, inputsOf(inputs.values), callOf(plugin, request)),
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
  const { verbs, session } = plugin.host.cloud();
  const state = await keepingSecrets(news.secretNames, () =>
    verbs.update(session, olds.values, inputsOf(news.values), callOf(plugin, request)),
  );
  response.setProperties(sent(state, news.secretNames));
  return response;
}

export async function del(plugin: Plugin, request: DeleteRequest): Promise<InstanceType<typeof Empty>> {
  const { values } = learned(plugin, received(request.getProperties()));
  const { verbs, session } = plugin.host.cloud();
  await verbs.remove(session, values, callOf(plugin, request));
  return new Empty();
}

/** Reads an instance's setting: for a refresh with the state's outputs, for an import with the id alone. */
export async function read(plugin: Plugin, request: ReadRequest): Promise<ReadResponse> {
  const [outputs, inputs] = [received(request.getProperties()), received(request.getInputs())];
  plugin.wording.learn(outputs);
  const asked = parseImportId(request.getId());
  const { verbs, session } = plugin.host.cloud();
  const state = await verbs.read(session, asked, outputs.values, {
    log: plugin.logAt(request.getUrn()),
    waysToNameRegion: (id) => `Import it as REGION/${id}, set it`,
  });
  const response = new ReadResponse();
  // Without an id the instance is gone.
  if (state === undefined) return response;
  const secretNames = new Set([...outputs.secretNames, ...inputs.secretNames]);
  plugin.wording.learn({ values: { ...state }, secretNames });
  response.setId(state.dbInstanceId);
  response.setProperties(sent(state, secretNames));
  response.setInputs(sent(inputsOf(state), secretNames));
  return response;
}

/** Parses an import id: `INSTANCE`, or `REGION/INSTANCE` for a region other than the provider's. */
export function parseImportId(id: string): { readonly dbInstanceId: string; readonly region?: string } {
  const slash = id.indexOf("/");
  return slash === -1 ? { dbInstanceId: id } : { region: id.slice(0, slash), dbInstanceId: id.slice(slash + 1) };
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
