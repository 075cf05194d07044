import { createHash } from "node:crypto";

/** The password of the Java keystore in the CA download, as the product's guide gives it. */
export const javaKeystorePassword = "tencentdb_pg";

/** A certificate for a Java keystore to trust, and the name it is listed under. */
export interface TrustedCertificate {
  alias: string;
  der: Uint8Array;
}

const magic = 0xfeedfeed;
const version = 2;
const trustedCertificateTag = 2;

/**
 * Writes a Java keystore (JKS, version 2) that holds trusted certificates and no keys.
 *
 * JKS is what the product hands out; Java reads it to this day. It is a plain list, followed by a SHA-1 digest over
 * the password, a fixed phrase and the list.
 *
 * @example
 * const jks = javaKeystore([{ alias: "root", der: rootCertificateDer }], "tencentdb_pg");
 */
export function javaKeystore(certificates: readonly TrustedCertificate[], password: string, createdAt = new Date()) {
  const content = Buffer.concat([
    uint32(magic),
    uint32(version),
    uint32(certificates.length),
    ...certificates.flatMap(({ alias, der }) => [
      uint32(trustedCertificateTag),
      shortText(alias),
      uint64(createdAt.getTime()),
      shortText("X.509"),
      uint32(der.byteLength),
      der,
    ]),
  ]);
  const digest = createHash("sha1")
    .update(Buffer.from(password, "utf16le").swap16())
    .update("Mighty Aphrodite")
    .update(content)
    .digest();
  return new Uint8Array(Buffer.concat([content, digest]));
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

function shortText(text: string): Buffer {
  const bytes = Buffer.from(text, "utf8");
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.byteLength);
  return Buffer.concat([length, bytes]);
}
