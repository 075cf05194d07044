import "reflect-metadata"; // @peculiar/x509 throws while it is loaded if this has not run before.
import { createHash, webcrypto } from "node:crypto";
import { isIP } from "node:net";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
  X509Certificates,
} from "@peculiar/x509";

const keyAlgorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const validYears = 20;
/** In characters, after X.520; only old clients look at it, the others at the alternative name. */
const longestCommonName = 64;
const dayMilliseconds = 24 * 60 * 60 * 1000;

/** A certificate together with the key that it certifies. */
interface KeyedCertificate {
  certificate: X509Certificate;
  keys: webcrypto.CryptoKeyPair;
}

/** Makes a certificate of an authority: signed by `issuer`, or by itself when there is none. Valid for 20 years. */
export function certifyAuthority(name: string, pathLength: number, issuer?: KeyedCertificate) {
  return certify(name, issuer, [
    new BasicConstraintsExtension(true, pathLength, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  ]);
}

/**
 * Makes a server's certificate that holds for one address only: an IP, or a DNS name. Valid for 20 years.
 *
 * The address is the common name as well, because libpq before 15 looks for an IP nowhere else.
 */
export function certifyServer(address: string, issuer: KeyedCertificate) {
  return certify(address, issuer, [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    new SubjectAlternativeNameExtension([{ type: isIP(address) ? "ip" : "dns", value: address }]),
  ]);
}

/** The certificates one after the other, as PEM. */
export function chainPem(certificates: readonly KeyedCertificate[]): string {
  return certificates.map(({ certificate }) => `${certificate.toString("pem")}\n`).join("");
}

/** The certificates as PKCS #7 (DER), the format of Windows' `.p7b` files. */
export function chainPkcs7(certificates: readonly KeyedCertificate[]): Uint8Array {
  return new Uint8Array(new X509Certificates(certificates.map(({ certificate }) => certificate)).export("raw"));
}

/** The private key in PKCS #8, as PEM. */
export async function privateKeyPem(keys: webcrypto.CryptoKeyPair): Promise<string> {
  return `${PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey), "PRIVATE KEY")}\n`;
}

async function certify(
  commonName: string,
  issuer: KeyedCertificate | undefined,
  extensions: Extension[],
): Promise<KeyedCertificate> {
  const name = [{ CN: [commonName.slice(0, longestCommonName)] }];
  const keys = await webcrypto.subtle.generateKey(keyAlgorithm, true, ["sign", "verify"]);
  // A client whose clock is a little behind must not find the certificate "not yet valid".
  const notBefore = new Date(Date.now() - dayMilliseconds);
  const notAfter = new Date(notBefore);
  notAfter.setFullYear(notAfter.getFullYear() + validYears);
  const certificate = await X509CertificateGenerator.create({
    // Names as data: an address goes into one, and the text form would interpret its special characters.
    subject: name,
    issuer: issuer?.certificate.subjectName.toJSON() ?? name,
    notBefore,
    notAfter,
    signingAlgorithm: keyAlgorithm,
    publicKey: keys.publicKey,
    signingKey: (issuer ?? { keys }).keys.privateKey,
    extensions: [
      ...extensions,
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create((issuer ?? { keys }).keys.publicKey),
    ],
  });
  return { certificate, keys };
}

/** The password of the Java keystore in the CA download, as the product's guide gives it. */
export const javaKeystorePassword = "tencentdb_pg";

/** A certificate for a Java keystore to trust, and the name it is listed under. */
interface TrustedCertificate {
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
