import "reflect-metadata"; // @peculiar/x509 throws while it is loaded if this has not run before.
import { webcrypto } from "node:crypto";
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
export interface KeyedCertificate {
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
