import { type InvokeRequest, InvokeResponse, type ReadRequest, ReadResponse } from "@pulumi/pulumi/proto/provider_pb";
import { defaultRegion } from "../cloud/settings";
import { SettingsError } from "../errors/package-errors";
import { printable } from "../model/printable";
import { type InstanceSslConfigState, TOKENS } from "../model/properties";
import { ARGUMENTS } from "../resource/check";
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
  const state = await lifecycle.read(session, { dbInstanceId: asked.dbInstanceId, region }, olds);
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

/** Looks up the SSL setting of an instance that the program does not manage. */
export async function invoke(plugin: Plugin, request: InvokeRequest): Promise<InvokeResponse> {
  if (request.getTok() !== TOKENS.lookup) {
    throw new Error(`there is no function ${request.getTok()}; the only one is ${TOKENS.lookup}`);
  }
  const { session } = plugin.cloudVerbs();
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded late, as all that calls the cloud
  const { lookUp } = require("../resource/look-up") as typeof Lookup;
  const response = new InvokeResponse();
  response.setReturn(sent(await lookUp(session, received(request.getArgs()).values)));
  return response;
}
