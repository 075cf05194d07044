import { type InvokeRequest, InvokeResponse, type ReadRequest, ReadResponse } from "@pulumi/pulumi/proto/provider_pb";
import { defaultRegion } from "../cloud/settings";
import { SettingsError } from "../errors/package-errors";
import { printable } from "../model/printable";
import { type InstanceSslConfigState, TOKENS } from "../model/properties";
import { ARGUMENTS } from "../resource/check";
import type * as Listing from "../resource/get-instances";
import type * as Lookup from "../resource/look-up";
import type { Plugin } from "./plugin";
import { received, sent } from "./secrets";

/** Reads an instance's setting: for a refresh with the state's outputs, for an import with the id alone. */
export async function read(plugin: Plugin, request: ReadRequest): Promise<ReadResponse> {
  const [outputs, inputs] = [received(request.getProperties()), received(request.getInputs())];
  plugin.wording.learn(outputs);
  const olds = outputs.values as Partial<InstanceSslConfigState>;
  const asked = parseImportId(request.getId());
  const region = asked.region ?? olds.region ?? defaultRegion(plugin.readConfig, process.env);
  if (region === undefined) throw noRegion(asked.dbInstanceId);
  const { lifecycle, session } = plugin.cloudVerbs();
  const state = await lifecycle.read(session, { dbInstanceId: asked.dbInstanceId, region }, olds, {
    log: plugin.logAt(request.getUrn()),
  });
  const response = new ReadResponse();
  // Without an id the instance is gone.
  if (state === undefined) return response;
  const secretNames = new Set([...outputs.secretNames, ...inputs.secretNames]);
  plugin.wording.learn({ values: { ...state }, secretNames });
  const observed = Object.entries(state).filter(([name]) => ARGUMENTS.includes(name));
  response.setId(state.dbInstanceId);
  response.setProperties(sent(state, secretNames));
  response.setInputs(sent(Object.fromEntries(observed), secretNames));
  return response;
}

function noRegion(dbInstanceId: string): SettingsError {
  const id = printable(dbInstanceId, 60);
  return new SettingsError(
    `reading the SSL setting of ${id}: no region is set. Import it as REGION/${id}, set it with ` +
      "`pulumi config set tencentcloud:region REGION`, or in TENCENTCLOUD_REGION",
  );
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
function resultOf(token: string, plugin: Plugin, args: Readonly<Record<string, unknown>>): Promise<object> {
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
