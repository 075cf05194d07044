import {
  CheckResponse,
  ConfigureResponse,
  DiffResponse,
  type CheckRequest,
  type ConfigureRequest,
  type DiffRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { UNKNOWN_VALUE } from "../model/properties";
import type { Plugin } from "./plugin";
import { received, sent } from "./values";

/** Takes the provider resource's settings as they are: what is wrong with one is said by the call that needs it. */
export function checkConfig(_plugin: Plugin, request: CheckRequest): CheckResponse {
  const news = received(request.getNews());
  const response = new CheckResponse();
  response.setInputs(sent(news.values, news.secretNames));
  return response;
}

/** Never a replacement: with other keys or another endpoint it is the same provider, and its resources stay. */
export function diffConfig(_plugin: Plugin, request: DiffRequest): DiffResponse {
  const [olds, news] = [received(request.getOlds()).values, received(request.getNews()).values];
  const names = new Set([...Object.keys(olds), ...Object.keys(news)]);
  const changed = [...names].filter((name) => JSON.stringify(olds[name]) !== JSON.stringify(news[name]));
  const response = new DiffResponse();
  response.setChanges(changed.length > 0 ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE);
  response.setDiffsList(changed);
  return response;
}

export function configure(plugin: Plugin, request: ConfigureRequest): ConfigureResponse {
  const { values } = received(request.getArgs());
  const known = Object.entries(values).filter(([, value]) => value !== UNKNOWN_VALUE && value !== null);
  plugin.configure(Object.fromEntries(known.map(([name, value]) => [name, asText(value)])));
  const response = new ConfigureResponse();
  // Only so does the engine say which address is secret; see docs/decisions/060-provider-plugin.md.
  response.setAcceptsecrets(true);
  response.setSupportspreview(true);
  response.setAcceptresources(false);
  response.setAcceptoutputs(false);
  return response;
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
