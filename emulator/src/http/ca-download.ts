import type { Authority } from "../certificates";

/** The certificate of the authority in all the forms in which the cloud hands it out. */
export interface CaDownload {
  /** Where the zip can be fetched, without a signature. */
  readonly url: string;
  readonly path: string;
  readonly zip: Uint8Array;
  readonly pem: string;
  readonly jksBase64: string;
  readonly p7bBase64: string;
}

/** The path of the zip; its name is the real one. Source: https://cloud.tencent.com/document/product/409/115986 */
const path = "/ca/TencentDB-PG-SSL-CA.zip";

export function caDownload(authority: Authority, endpoint: string): CaDownload {
  return {
    url: endpoint + path,
    path,
    zip: authority.caZip,
    pem: authority.caCertificatePem,
    jksBase64: Buffer.from(authority.caJks).toString("base64"),
    p7bBase64: Buffer.from(authority.caP7b).toString("base64"),
  };
}
