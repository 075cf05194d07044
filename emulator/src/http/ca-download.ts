import type { Authority } from "../certificates";

/** The certificate of the authority in all the forms in which the cloud hands it out. */
export interface CaDownload {
  /** Where the zip can be fetched, without a signature. */
  readonly url: string;
  /** PEM: root and intermediate. */
  readonly pem: string;
  readonly jksBase64: string;
  readonly p7bBase64: string;
  /** What can be fetched, by path. */
  readonly files: ReadonlyMap<string, { readonly contentType: string; readonly body: Buffer }>;
}

/** The name of the zip is the real one. Source: https://cloud.tencent.com/document/product/409/115986 */
const zipPath = "/ca/TencentDB-PG-SSL-CA.zip";
/** For clients that reach the endpoint over HTTPS, and tests that want no zip. */
const pemPath = "/ca/ca.pem";

export function caDownload(authority: Authority, endpoint: string): CaDownload {
  return {
    url: endpoint + zipPath,
    pem: authority.caCertificatePem,
    jksBase64: Buffer.from(authority.caJks).toString("base64"),
    p7bBase64: Buffer.from(authority.caP7b).toString("base64"),
    files: new Map([
      [zipPath, { contentType: "application/zip", body: Buffer.from(authority.caZip) }],
      [pemPath, { contentType: "application/x-pem-file", body: Buffer.from(authority.caCertificatePem) }],
    ]),
  };
}
