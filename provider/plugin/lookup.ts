import { InvokeResponse, type InvokeRequest } from "@pulumi/pulumi/proto/provider_pb";
import type * as Lookup from "../resource/look-up";
import type { Plugin } from "./plugin";
import { TOKENS } from "../model/tokens";
import { received, sent } from "./values";

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
