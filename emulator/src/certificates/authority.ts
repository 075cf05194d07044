import { zipSync } from "fflate";
import {
  certifyAuthority,
  certifyServer,
  chainPem,
  chainPkcs7,
  javaKeystore,
  javaKeystorePassword,
  privateKeyPem,
} from "./certificate";

/** The names say what they are, so that nobody ever takes these certificates for Tencent Cloud's. */
const rootName = "FAKE Root CA of the TencentDB emulator - do not trust";
const intermediateName = "FAKE TencentDB for PostgreSQL CA of the emulator - do not trust";

/** What a PostgreSQL server needs to speak TLS. */
export interface ServerCertificate {
  /** The server's certificate, then the intermediate that signed it. */
  certificatePem: string;
  /** PKCS #8. */
  privateKeyPem: string;
}

/** The certificate as a server has it that sends its own and no other. */
export function withoutIntermediate({ certificatePem, privateKeyPem }: ServerCertificate): ServerCertificate {
  const end = "-----END CERTIFICATE-----\n";
  return { certificatePem: certificatePem.slice(0, certificatePem.indexOf(end) + end.length), privateKeyPem };
}

/** A certificate authority that exists as long as the process: a root, and an intermediate that signs. */
export interface Authority {
  /** Root and intermediate. */
  caCertificatePem: string;
  /** The same two as PKCS #7 (DER), for Windows. */
  caP7b: Uint8Array;
  /** The same two as a Java keystore; its password is `tencentdb_pg`. */
  caJks: Uint8Array;
  /** The download: a zip of the three files. */
  caZip: Uint8Array;
  /** Makes a certificate for one protected address, an IP or a DNS name; no other address verifies with it. */
  issueServerCertificate: (address: string) => Promise<ServerCertificate>;
}

/**
 * Makes a new certificate authority, with keys that are never written anywhere.
 *
 * The files of the download and the keystore's password are those of
 * {@link https://cloud.tencent.com/document/product/409/115986 the product's guide}.
 *
 * @example
 * const authority = await createAuthority();
 * const { certificatePem } = await authority.issueServerCertificate("127.0.0.1");
 */
export async function createAuthority(): Promise<Authority> {
  const root = await certifyAuthority(rootName, 1);
  const intermediate = await certifyAuthority(intermediateName, 0, root);
  const chain = [root, intermediate];
  const caCertificatePem = chainPem(chain);
  const caP7b = chainPkcs7(chain);
  const caJks = javaKeystore(
    [
      { alias: "root", der: new Uint8Array(root.certificate.rawData) },
      { alias: "intermediate", der: new Uint8Array(intermediate.certificate.rawData) },
    ],
    javaKeystorePassword,
  );
  return {
    caCertificatePem,
    caP7b,
    caJks,
    caZip: zipSync({ "ca.pem": new TextEncoder().encode(caCertificatePem), "ca.p7b": caP7b, "ca.jks": caJks }),
    issueServerCertificate: async (address) => {
      const server = await certifyServer(address, intermediate);
      return { certificatePem: chainPem([server, intermediate]), privateKeyPem: await privateKeyPem(server.keys) };
    },
  };
}

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
