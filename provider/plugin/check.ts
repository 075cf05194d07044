import { CheckFailure, CheckResponse, type CheckRequest } from "@pulumi/pulumi/proto/provider_pb";
import { defaultRegionAndSource } from "../cloud/settings";
import { checkDeclared } from "../resource/declare";
import type { Plugin } from "./plugin";
import { received, sent } from "./secrets";

/** Checks the arguments of a resource that the running program declares. */
export function check(plugin: Plugin, request: CheckRequest): CheckResponse {
  const news = received(request.getNews());
  plugin.wording.learn(news);
  const { declarations, readConfig, wording } = plugin;
  const { secretNames } = news;
  const [olds, defaultRegion] = [received(request.getOlds()).values, defaultRegionAndSource(readConfig, process.env)];
  const { inputs, failures } = checkDeclared({ declarations, defaultRegion }, olds, news.values, secretNames);
  wording.learn({ values: inputs, secretNames });
  const response = new CheckResponse();
  response.setInputs(sent(inputs, secretNames));
  response.setFailuresList(
    failures.map(({ property, reason }) => {
      const failure = new CheckFailure();
      failure.setProperty(property);
      failure.setReason(wording.of(reason));
      return failure;
    }),
  );
  return response;
}
