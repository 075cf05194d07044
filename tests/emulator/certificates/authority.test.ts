import { createPrivateKey, type X509Certificate } from "node:crypto";
import { unzipSync } from "fflate";
import { type Authority, createAuthority } from "../../../emulator/src/certificates/authority";
import { certificatesIn, keystoreReaders, pkcs7Readers, verifiers } from "./readers";

let authority: Authority;

beforeAll(async () => {
  authority = await createAuthority();
});

const fingerprints = (certificates: X509Certificate[]) =>
  certificates.map((certificate) => certificate.fingerprint256).sort();
const chain = () => certificatesIn(authority.caCertificatePem);

test("the CA is a root and an intermediate that it signed, and both say in their names that they are fake", () => {
  const [root, intermediate, ...others] = chain();
  expect(others).toEqual([]);
  expect(root?.issuer).toBe(root?.subject);
  expect(intermediate?.issuer).toBe(root?.subject);
  expect(root && intermediate?.verify(root.publicKey)).toBe(true);
  for (const certificate of chain()) expect(certificate.subject).toMatch(/FAKE.*do not trust/);
});

test("the CA is valid for 20 years and was already valid a moment ago, for clients whose clock is behind", () => {
  for (const { validFrom, validTo } of chain()) {
    expect(new Date(validTo).getFullYear() - new Date(validFrom).getFullYear()).toBe(20);
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

test("a server certificate has the address as its common name too, where libpq before 15 looks for an IP", async () => {
  const { certificatePem } = await authority.issueServerCertificate("127.0.0.2");
  expect(certificatesIn(certificatePem)[0]?.subject).toBe("CN=127.0.0.2");
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

test("a server gets its certificate with the intermediate, and the key that belongs to it", async () => {
  const { certificatePem, privateKeyPem } = await authority.issueServerCertificate("127.0.0.1");
  const [leaf, intermediate, ...others] = certificatesIn(certificatePem);
  expect(others).toEqual([]);
  expect(leaf?.checkPrivateKey(createPrivateKey(privateKeyPem))).toBe(true);
  expect(intermediate?.fingerprint256).toBe(chain()[1]?.fingerprint256);
});

test.each(keystoreReaders)("$name finds the CA in the keystore with the password of the guide", ({ read }) => {
  expect(fingerprints(read(authority.caJks, "tencentdb_pg"))).toEqual(fingerprints(chain()));
  expect(() => read(authority.caJks, "tencentdb_PG")).toThrow("password was incorrect");
});

test.each(pkcs7Readers)("$name finds the CA in the PKCS #7 file", ({ read }) => {
  expect(fingerprints(read(authority.caP7b))).toEqual(fingerprints(chain()));
});

test("the download holds the CA in all three formats", () => {
  const files = unzipSync(authority.caZip);
  expect(Object.keys(files).sort()).toEqual(["ca.jks", "ca.p7b", "ca.pem"]);
  expect(Buffer.from(files["ca.pem"] ?? []).toString()).toBe(authority.caCertificatePem);
  expect(files["ca.p7b"]).toEqual(authority.caP7b);
  expect(files["ca.jks"]).toEqual(authority.caJks);
});
