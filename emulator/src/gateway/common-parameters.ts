import type { ApiRequest } from "./request";
import { headerOf } from "./request";

/** The parameters that every action has, by the header that carries them. */
export const commonHeaders = {
  Action: "x-tc-action",
  Version: "x-tc-version",
  Region: "x-tc-region",
  Timestamp: "x-tc-timestamp",
  Token: "x-tc-token",
  Language: "x-tc-language",
} as const;

export type CommonName = keyof typeof commonHeaders;

/** The names of common parameters where they stand among the others, as in requests of the older signature method. */
const namesAmongParameters = new Set([
  ...Object.keys(commonHeaders),
  "Nonce",
  "SecretId",
  "Signature",
  "SignatureMethod",
  "RequestClient",
]);

export function isCommonName(name: string): boolean {
  return namesAmongParameters.has(name);
}

/** Reads a common parameter; undefined when it is missing or empty. */
export type ReadCommon = (name: CommonName) => string | undefined;

export function fromHeaders(request: ApiRequest): ReadCommon {
  return (name) => headerOf(request, commonHeaders[name]);
}

export function fromParameters(parameters: ReadonlyMap<string, string>): ReadCommon {
  return (name) => {
    const value = parameters.get(name);
    return value === "" ? undefined : value;
  };
}
