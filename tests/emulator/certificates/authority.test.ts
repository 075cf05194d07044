import { spawnSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { type Authority, createAuthority } from "../../../emulator/src/certificates/authority";
import { X509Certificates } from "@peculiar/x509"; // After what loads the polyfill that it asks for.
import { temporaryFolder } from "../../package/temporary-folder";

/** What reads the files of the CA download: our own code, and the tools that users read them with, where they are installed. */
type Readers<Read> = readonly { readonly name: string; readonly read: Read }[];

/** Reads a Java keystore. @throws Error when the password is wrong */
const keystoreReaders: Readers<(jks: Uint8Array, password: string) => X509Certificate[]> = [
  { name: "a reader of the published format", read: parseKeystore },
  ...whereInstalled("keytool", "Java's keytool", (jks: Uint8Array, password: string) =>
    certificatesIn(run("keytool", "-list", "-rfc", "-keystore", fileWith(jks), "-storepass", password)),
  ),
];

const pkcs7Readers: Readers<(p7b: Uint8Array) => X509Certificate[]> = [
  {
    name: "a reader of the published format",
    read: (p7b) => new X509Certificates(p7b).map((certificate) => new X509Certificate(certificate.toString("pem"))),
  },
  ...whereInstalled("openssl", "OpenSSL", (p7b: Uint8Array) =>
    certificatesIn(run("openssl", "pkcs7", "-inform", "DER", "-print_certs", "-in", fileWith(p7b))),
  ),
];

/** Says whether a server that presents `chainPem` is trusted as `address` by someone who trusts `caPem`. */
type Verify = (caPem: string, chainPem: string, address: { ip: string } | { name: string }) => boolean;

const verifiers: Readers<Verify> = [
  { name: "Node", read: verifyWithNode },
  ...whereInstalled("openssl", "OpenSSL", (caPem: string, chainPem: string, address: Parameters<Verify>[2]) => {
    const expected = "ip" in address ? ["-verify_ip", address.ip] : ["-verify_hostname", address.name];
    const chain = fileWith(chainPem);
    const trust = ["-CAfile", fileWith(caPem), "-untrusted", chain, "-purpose", "sslserver", "-x509_strict"];
    return spawnSync("openssl", ["verify", ...trust, ...expected, chain]).status === 0;
  }),
];

let authority: Authority;

beforeAll(async () => {
  authority = await createAuthority();
});

const fingerprints = (certificates: X509Certificate[]) =>
  certificates.map((certificate) => certificate.fingerprint256).sort();
const chain = () => certificatesIn(authority.caCertificatePem);

test("the CA is a root and an intermediate that it signed; both say that they are fake, and hold for 20 years from yesterday on", () => {
  const [root, intermediate, ...others] = chain();
  expect(others).toEqual([]);
  expect(root?.issuer).toBe(root?.subject);
  expect(intermediate?.issuer).toBe(root?.subject);
  expect(root && intermediate?.verify(root.publicKey)).toBe(true);
  for (const { subject, validFrom, validTo } of chain()) {
    expect(subject).toMatch(/FAKE.*do not trust/);
    expect(new Date(validTo).getFullYear() - new Date(validFrom).getFullYear()).toBe(20);
    // Clients whose clock is behind must not find it "not yet valid".
    expect(new Date(validFrom).getTime()).toBeLessThan(Date.now() - 60_000);
  }
});

test("two authorities share no key, so that one emulator's CA never vouches for another's server", async () => {
  const other = await createAuthority();
  expect(fingerprints(certificatesIn(other.caCertificatePem))).not.toEqual(fingerprints(chain()));
  const { certificatePem } = await other.issueServerCertificate("127.0.0.1");
  for (const { read } of verifiers) {
    expect(read(authority.caCertificatePem, certificatePem, { ip: "127.0.0.1" })).toBe(false);
  }
});

describe.each(verifiers)("a server certificate, verified by $name", ({ read: verify }) => {
  const longName = `${"a".repeat(60)}.${"b".repeat(60)}.sql.example.com`;
  test.each([
    ["the protected IP", "127.0.0.2", { ip: "127.0.0.2" }, true],
    ["no other IP", "127.0.0.2", { ip: "127.0.1.2" }, false],
    ["the protected DNS name, however long", longName, { name: longName }, true],
    ["no other DNS name", longName, { name: "sql.example.com" }, false],
    ["no IP beside its DNS name", longName, { ip: "127.0.0.1" }, false],
  ])("holds for %s", async (_, protectedAddress, address, holds) => {
    const { certificatePem } = await authority.issueServerCertificate(protectedAddress);
    expect(verify(authority.caCertificatePem, certificatePem, address)).toBe(holds);
    // Who trusts the server's own certificate, or its intermediate's sibling, trusts nobody.
    expect(verify(certificatePem, certificatePem, address)).toBe(false);
  });
});

test("a server certificate has the address as its common name too, where libpq before 15 looks for an IP", async () => {
  const { certificatePem } = await authority.issueServerCertificate("127.0.0.2");
  expect(certificatesIn(certificatePem)[0]?.subject).toBe("CN=127.0.0.2");
});

test.each(keystoreReaders)("$name finds the CA in the keystore with the password of the guide", ({ read }) => {
  expect(fingerprints(read(authority.caJks, "tencentdb_pg"))).toEqual(fingerprints(chain()));
  expect(() => read(authority.caJks, "tencentdb_PG")).toThrow("password was incorrect");
});

test.each(pkcs7Readers)("$name finds the CA in the PKCS #7 file", ({ read }) => {
  expect(fingerprints(read(authority.caP7b))).toEqual(fingerprints(chain()));
});

test("the download holds the CA in all three formats", () => {
  const { caCertificatePem, caP7b, caJks, caZip } = authority;
  const files = { "ca.pem": new Uint8Array(Buffer.from(caCertificatePem)), "ca.p7b": caP7b, "ca.jks": caJks };
  expect(unzipSync(caZip)).toEqual(files);
});

/** The certificates of a PEM text, in its order. */
function certificatesIn(pem: string): X509Certificate[] {
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

function whereInstalled<Read>(tool: string, name: string, read: Read): Readers<Read> {
  return spawnSync(tool, ["--help"]).error ? [] : [{ name, read }];
}

function run(tool: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(tool, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${tool} failed: ${stdout}${stderr}`);
  return stdout;
}

function fileWith(content: string | Uint8Array): string {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, content);
  return file;
}
