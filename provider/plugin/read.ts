import { ReadResponse, type ReadRequest } from "@pulumi/pulumi/proto/provider_pb";
import { defaultRegion } from "../cloud/settings";
import { SettingsError } from "../errors/settings-error";
import { printable } from "../model/printable";
import type { InstanceSslConfigState } from "../model/properties";
import { ARGUMENTS } from "../resource/check";
import { parseImportId } from "./import-id";
import type { Plugin } from "./plugin";
import { received, sent } from "./values";

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
