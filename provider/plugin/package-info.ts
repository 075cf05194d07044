import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { GetSchemaResponse } from "@pulumi/pulumi/proto/provider_pb";

/** The description by which Pulumi generates SDKs. */
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
