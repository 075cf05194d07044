import { CheckFailure, CheckResponse, type CheckRequest } from "@pulumi/pulumi/proto/provider_pb";
import type { Plugin } from "./plugin";
import { received, sent } from "./secrets";

/** Checks the arguments of a resource that the running program declares. */
export function check({ host, wording }: Plugin, request: CheckRequest): CheckResponse {
  const news = received(request.getNews());
  wording.learn(news);
  const { secretNames } = news;
  const { inputs, failures } = host.check(received(request.getOlds()).values, news.values, secretNames);
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
