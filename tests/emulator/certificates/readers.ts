import { spawnSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { X509Certificates } from "@peculiar/x509";

/** Something that reads the files of the CA download: our own code, and the tools that users read them with. */
export interface Reader<Read> {
  name: string;
  read: Read;
}

/** Returns the certificates of a Java keystore in PEM; throws when the password is wrong. */
type ReadKeystore = (jks: Uint8Array, password: string) => X509Certificate[];
/** Returns the certificates of a PKCS #7 file. */
type ReadPkcs7 = (p7b: Uint8Array) => X509Certificate[];
/** Says whether a server that presents `chainPem` is trusted as `address` by someone who trusts `caPem`. */
type Verify = (caPem: string, chainPem: string, address: { ip: string } | { name: string }) => boolean;

export const keystoreReaders: Reader<ReadKeystore>[] = [
  { name: "a reader of the published format", read: parseKeystore },
  ...whereInstalled("keytool", "Java's keytool", (jks: Uint8Array, password: string) =>
    withFiles({ jks }, (path) =>
      certificatesIn(run("keytool", "-list", "-rfc", "-keystore", path.jks, "-storepass", password)),
    ),
  ),
];

export const pkcs7Readers: Reader<ReadPkcs7>[] = [
  {
    name: "a reader of the published format",
    read: (p7b) => new X509Certificates(p7b).map((certificate) => new X509Certificate(certificate.toString("pem"))),
  },
  ...whereInstalled("openssl", "OpenSSL", (p7b: Uint8Array) =>
    withFiles({ p7b }, (path) =>
      certificatesIn(run("openssl", "pkcs7", "-inform", "DER", "-print_certs", "-in", path.p7b)),
    ),
  ),
  ...whereInstalled("keytool", "Java's keytool", (p7b: Uint8Array) =>
    withFiles({ p7b }, (path) => certificatesIn(run("keytool", "-printcert", "-rfc", "-file", path.p7b))),
  ),
];

export const verifiers: Reader<Verify>[] = [
  { name: "Node", read: verifyWithNode },
  ...whereInstalled("openssl", "OpenSSL", (caPem: string, chainPem: string, address: Parameters<Verify>[2]) =>
    withFiles({ ca: caPem, chain: chainPem }, (path) => {
      const expected = "ip" in address ? ["-verify_ip", address.ip] : ["-verify_hostname", address.name];
      const purpose = ["-purpose", "sslserver", "-x509_strict"];
      const trust = ["-CAfile", path.ca, "-untrusted", path.chain];
      return spawnSync("openssl", ["verify", ...purpose, ...trust, ...expected, path.chain]).status === 0;
    }),
  ),
];

/** The certificates of a PEM text, in its order. */
export function certificatesIn(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

function verifyWithNode(...[caPem, chainPem, address]: Parameters<Verify>): boolean {
  const [leaf, intermediate] = certificatesIn(chainPem);
  const root = certificatesIn(caPem).find((certificate) => certificate.subject === intermediate?.issuer);
  if (!leaf || !intermediate || !root) return false;
  const chained = leaf.verify(intermediate.publicKey) && intermediate.verify(root.publicKey);
  const named = "ip" in address ? leaf.checkIP(address.ip) : leaf.checkHost(address.name, { subject: "never" });
  return chained && intermediate.ca && root.ca && !leaf.ca && named !== undefined;
}

function parseKeystore(jks: Uint8Array, password: string): X509Certificate[] {
  const bytes = Buffer.from(jks);
  const content = bytes.subarray(0, -20);
  const secret = Buffer.from(Array.from(password, (letter) => `\0${letter}`).join(""));
  const digest = createHash("sha1").update(secret).update("Mighty Aphrodite").update(content).digest();
  if (!digest.equals(bytes.subarray(-20))) throw new Error("Keystore was tampered with, or password was incorrect");
  let offset = 0;
  const take = (length: number) => bytes.subarray(offset, (offset += length));
  const takeUint32 = () => take(4).readUInt32BE();
  const takeText = () => take(take(2).readUInt16BE()).toString();
  expect([takeUint32(), takeUint32()]).toEqual([0xfeedfeed, 2]);
  return Array.from({ length: takeUint32() }, () => {
    expect(takeUint32()).toBe(2); // the tag of a trusted certificate
    takeText(); // the alias
    take(8); // the time it was added
    expect(takeText()).toBe("X.509");
    return new X509Certificate(take(takeUint32()));
  });
}

function whereInstalled<Read>(tool: string, name: string, read: Read): Reader<Read>[] {
  return spawnSync(tool, ["--help"]).error ? [] : [{ name, read }];
}

function run(tool: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(tool, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${tool} failed: ${stdout}${stderr}`);
  return stdout;
}

function withFiles<Name extends string, Result>(
  files: Record<Name, string | Uint8Array>,
  use: (path: Record<Name, string>) => Result,
): Result {
  const folder = mkdtempSync(join(tmpdir(), "certificates-"));
  try {
    const paths = Object.entries<string | Uint8Array>(files).map(([name, content]) => {
      writeFileSync(join(folder, name), content);
      return [name, join(folder, name)] as const;
    });
    return use(Object.fromEntries(paths) as Record<Name, string>);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
