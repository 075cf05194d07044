import type { Caller } from "./raw-client";

/** What a client of the vendor's SDK needs to call an emulator, whichever service it is for. */
export function sdkOptions({ endpoint, region, secretId, secretKey, token }: Caller & { readonly token?: string }) {
  const httpProfile = { protocol: "http://" as const, endpoint: new URL(endpoint).host };
  const credential = { secretId, secretKey, ...(token === undefined ? {} : { token }) };
  return { credential, region, profile: { language: "en-US" as const, httpProfile } };
}
