import { type InvokeRequest, InvokeResponse, type ReadRequest, ReadResponse } from "@pulumi/pulumi/proto/provider_pb";
import { inputsOf } from "../resource/arguments";
import type * as Listing from "../resource/get-instances";
import type * as Lookup from "../resource/look-up";
import type { Properties } from "../resource/properties";
import { TOKENS } from "../resource/pulumi-names";
import type { Plugin } from "./plugin";
import { received, sent } from "./secrets";

/** Reads an instance's setting: for a refresh with the state's outputs, for an import with the id alone. */
export async function read(plugin: Plugin, request: ReadRequest): Promise<ReadResponse> {
  const [outputs, inputs] = [received(request.getProperties()), received(request.getInputs())];
  plugin.wording.learn(outputs);
  const asked = parseImportId(request.getId());
  const { lifecycle, session } = plugin.cloudVerbs();
  const state = await lifecycle.read(session, asked, outputs.values, {
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

/** Runs a function of a program: a look-up of one instance, or the list of a region's instances. */
export async function invoke(plugin: Plugin, request: InvokeRequest): Promise<InvokeResponse> {
  const args = received(request.getArgs()).values;
  const response = new InvokeResponse();
  response.setReturn(sent(await resultOf(request.getTok(), plugin, args)));
  return response;
}

/* eslint-disable @typescript-eslint/no-require-imports -- loaded late, as all that calls the cloud */
function resultOf(token: string, plugin: Plugin, args: Properties): Promise<object> {
  switch (token) {
    case TOKENS.lookup:
      return (require("../resource/look-up") as typeof Lookup).lookUp(plugin.cloudVerbs().session, args);
    case TOKENS.instances:
      return (require("../resource/get-instances") as typeof Listing).getInstances(plugin.cloudVerbs().session, args);
    default:
      throw new Error(`there is no function ${token}; the functions are ${TOKENS.lookup} and ${TOKENS.instances}`);
  }
}
/* eslint-enable @typescript-eslint/no-require-imports */
