import { CheckFailure, CheckResponse, type CheckRequest } from "@pulumi/pulumi/proto/provider_pb";
import { defaultRegionAndSource } from "../cloud/settings";
import * as resource from "../resource/check";
import { declare } from "../resource/declarations";
import type { Plugin } from "./plugin";
import { received, sent, type Received } from "./secrets";

/** Checks the arguments of a resource that the running program declares. */
export function check(plugin: Plugin, request: CheckRequest): CheckResponse {
  const news = received(request.getNews());
  plugin.wording.learn(news);
  const { region, source } = defaultRegionAndSource(plugin.readConfig, process.env) ?? {};
  const checked = resource.check(news.values, region, source);
  const { inputs, failures } = declare(plugin.declarations, received(request.getOlds()).values, checked);
  plugin.wording.learn({ values: inputs, secretNames: news.secretNames });
  const response = new CheckResponse();
  response.setInputs(sent(inputs, news.secretNames));
  response.setFailuresList(failuresOf(plugin, failures, { values: inputs, secretNames: news.secretNames }));
  return response;
}

/** What is wrong with arguments, without their values where they are secret. */
function failuresOf(
  { wording }: Plugin,
  failures: readonly resource.CheckFailure[],
  { values, secretNames }: Received,
): CheckFailure[] {
  return failures.map((failure) => {
    const value = values[failure.property];
    const isSecret = secretNames.has(failure.property);
    const { property, reason } = resource.engineFailure(failure, value);
    const response = new CheckFailure();
    // The engine prints the value of a property that it gets by name, even a secret one.
    response.setProperty(isSecret ? "" : property);
    const named = isSecret && property !== "" ? `${property} ${reason}` : reason;
    response.setReason(wording.ofReason(named, value, isSecret));
    return response;
  });
}
