import { type InvokeRequest, InvokeResponse, type ListRequest, ListResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { handleServerStreamingCall } from "@grpc/grpc-js";
import { TOKENS, UNKNOWN_VALUE } from "../resource/pulumi-names";
import type { Properties } from "../resource/properties";
import { failureOf } from "./answering";
import type { Plugin } from "./plugin";
import { received, sent } from "./secrets";

/** Runs a function of a program: a look-up of one instance, or the list of a region's instances. */
export async function invoke(plugin: Plugin, request: InvokeRequest): Promise<InvokeResponse> {
  const args = received(request.getArgs()).values;
  const response = new InvokeResponse();
  response.setReturn(sent(await resultOf(request.getTok(), plugin, args)));
  return response;
}

function resultOf(token: string, { host }: Plugin, args: Properties): Promise<object> {
  const { verbs, session } = host.cloud();
  switch (token) {
    case TOKENS.lookup:
      return verbs.lookUp(session, args);
    case TOKENS.instances:
      return verbs.getInstances(session, args);
    default:
      throw new Error(`there is no function ${token}; the functions are ${TOKENS.lookup} and ${TOKENS.instances}`);
  }
}

/** Lists what can be imported: every instance of a region that the query selects. */
export function listing(plugin: Plugin): handleServerStreamingCall<ListRequest, ListResponse> {
  return (call) => {
    list(plugin, call.request).then(
      (responses) => {
        for (const response of responses) call.write(response);
        call.end();
      },
      // The way in which gRPC ends a stream with a status.
      (error: unknown) => call.emit("error", failureOf(error, plugin.wording)),
    );
  };
}

/**
 * The whole region is read for each page, which costs a call for a hundred instances: so no page is ever part of an
 * incomplete list. A page's continuation token is the last id before the next page.
 */
async function list(plugin: Plugin, request: ListRequest): Promise<ListResponse[]> {
  if (request.getToken() !== TOKENS.resource) {
    throw new Error(`there is no resource ${request.getToken()}; the only one is ${TOKENS.resource}`);
  }
  const query = received(request.getQuery()).values;
  if (JSON.stringify(query).includes(UNKNOWN_VALUE)) return [computed()];
  const { verbs, session } = plugin.host.cloud();
  const { region, instances } = await verbs.getInstances(session, query);
  const after = request.getContinuationToken();
  const left = instances.filter(({ dbInstanceId }) => dbInstanceId > after);
  const sizes = [request.getLimit(), request.getPageSize()].filter((size) => size >= 1);
  const page = left.slice(0, Math.min(...sizes, left.length));
  const last = page.at(-1);
  const responses = page.map(({ dbInstanceId, name }) => {
    const isElsewhere = region !== session.defaultRegion;
    return result(isElsewhere ? `${region}/${dbInstanceId}` : dbInstanceId, name);
  });
  return last === undefined || page.length === left.length ? responses : [...responses, next(last.dbInstanceId)];
}

function result(id: string, name: string): ListResponse {
  const found = new ListResponse.Result();
  found.setId(id);
  found.setName(name);
  const response = new ListResponse();
  response.setResult(found);
  return response;
}

function next(token: string): ListResponse {
  const continuation = new ListResponse.Continuation();
  continuation.setContinuationToken(token);
  const response = new ListResponse();
  response.setContinuation(continuation);
  return response;
}

/** The answer to a query that depends on what a preview cannot know yet. */
function computed(): ListResponse {
  const response = new ListResponse();
  response.setComputed(new ListResponse.Computed());
  return response;
}
