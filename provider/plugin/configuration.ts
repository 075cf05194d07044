import {
  CheckFailure,
  type CheckRequest,
  CheckResponse,
  type ConfigureRequest,
  ConfigureResponse,
  type DiffRequest,
  DiffResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { printable } from "../model/printable";
import { UNKNOWN_VALUE } from "../resource/pulumi-names";
import { didYouMean } from "../resource/did-you-mean";
import { ENDPOINT_SETTINGS, settingText } from "../cloud/settings";
import { CREDENTIAL_SETTINGS } from "../credentials/credential-chain";
import type { Plugin } from "./plugin";
import { received, type Received, sent } from "./secrets";

/** A key of the dynamic provider, shared with the Tencent Cloud bridge. Here each of its fields is a setting of its own. */
const OF_THE_BRIDGE = "assumeRole";

/** The names of all settings of the provider, without a namespace. */
export const SETTINGS: readonly string[] = [
  "region",
  ...[...CREDENTIAL_SETTINGS.keys, ...ENDPOINT_SETTINGS.keys].map((key) => key.slice(key.indexOf(":") + 1)),
].filter((name) => name !== OF_THE_BRIDGE);

/** Settings that are secret even where the program or the stack's configuration does not say so. */
const SECRET_SETTINGS = ["secretId", "secretKey", "securityToken"];

/** Settings of the engine itself among those of a provider. */
const OF_THE_ENGINE = ["version", "pluginDownloadURL", "pluginChecksums", "parameterization"];

/** Refuses unknown settings: with a misspelt one, the provider could use the credentials of another account. */
export function checkConfig(plugin: Plugin, request: CheckRequest): CheckResponse {
  const news = received(request.getNews());
  const isKnown = (name: string): boolean => name.startsWith("__") || [...OF_THE_ENGINE, ...SETTINGS].includes(name);
  const response = new CheckResponse();
  response.setInputs(sent(news.values, new Set([...news.secretNames, ...SECRET_SETTINGS])));
  plugin.warnOfPlainText(
    ["secretKey", "securityToken"].filter((name) => isPlainText(news, name)),
    request.getUrn(),
  );
  for (const name of Object.keys(news.values).filter((name) => !isKnown(name))) {
    const failure = new CheckFailure();
    // Named in the reason, because the engine prints the value of a property that it gets by name.
    failure.setReason(
      `${printable(name, 80)} is not a setting of this provider${didYouMean(name, SETTINGS)}; the settings are ` +
        SETTINGS.join(", "),
    );
    response.addFailures(failure);
  }
  return response;
}

function isPlainText({ values, secretNames }: Received, name: string): boolean {
  const value = values[name];
  return typeof value === "string" && value !== "" && value !== UNKNOWN_VALUE && !secretNames.has(name);
}

/** Never a replacement: with other keys or another endpoint it is still the same provider, and its resources stay. */
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
  plugin.configure(Object.fromEntries(known.map(([name, value]) => [name, settingText(value)])));
  const response = new ConfigureResponse();
  // Otherwise the engine does not say which address is secret; see docs/internals/decisions/024-provider-plugin.md.
  response.setAcceptsecrets(true);
  response.setSupportspreview(true);
  response.setAcceptresources(false);
  response.setAcceptoutputs(false);
  return response;
}
