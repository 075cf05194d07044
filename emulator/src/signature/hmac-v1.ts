import { createHmac, timingSafeEqual } from "node:crypto";

/** The digests of the older signature method, by the name that `SignatureMethod` has. */
const digests = { HmacSHA1: "sha1", HmacSHA256: "sha256" } as const;

export type SignatureMethodV1 = keyof typeof digests;

export function isSignatureMethodV1(name: string): name is SignatureMethodV1 {
  return Object.hasOwn(digests, name);
}

/** What the older signature method covers. */
export interface RequestV1 {
  readonly method: string;
  readonly hosts: readonly string[];
  /** All parameters but `Signature`, decoded. */
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * Tells whether a request was signed with the secret key by the older method, which SDKs offer as HmacSHA1 and HmacSHA256.
 * Source: Signature Method v1, https://www.tencentcloud.com/document/product/409/16765
 */
export function isSignedWithV1(
  secretKey: string,
  { method, hosts, parameters }: RequestV1,
  signatureMethod: SignatureMethodV1,
  signature: string,
): boolean {
  const sorted = [...parameters].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${value}`);
  const sent = Buffer.from(signature, "base64");
  return hosts.some((host) => {
    const text = `${method}${host}/?${sorted.join("&")}`;
    const signed = createHmac(digests[signatureMethod], secretKey).update(text).digest();
    return signed.length === sent.length && timingSafeEqual(signed, sent);
  });
}
