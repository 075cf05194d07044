import { type Authority, createAuthority } from "../../../emulator/src/certificates/authority";
import type { PostgresServer } from "../../../emulator/src/postgres/postgres-server";
import { type PostgresServers, startPostgresServers } from "../../../emulator/src/postgres/postgres-servers";
import { openConnection, query, tlsVersion } from "./connections";

let authority: Authority;
let running: PostgresServers;
let server: PostgresServer;
/** An address of this machine other than the one the server's certificate is for. */
const otherAddress = "localhost";

beforeAll(async () => {
  authority = await createAuthority();
  running = await startPostgresServers(1);
  [server] = running.servers as [PostgresServer];
});
beforeEach(() => server.reset());
afterAll(() => running.stop());

const verifyFull = () => ({ ca: authority.caCertificatePem, rejectUnauthorized: true });
const otherName = { code: "ERR_TLS_CERT_ALTNAME_INVALID" };
const turnTlsOn = async (address = server.host) => server.turnTlsOn(await authority.issueServerCertificate(address));
const startedAt = () => query(server, "SELECT pg_postmaster_start_time()::text AS at");

test("with TLS on, a client that verifies fully connects to the protected address and to no other", async () => {
  await turnTlsOn();
  expect(await tlsVersion(server, verifyFull())).toBe("TLSv1.3");
  // A client may still connect without.
  expect(await tlsVersion(server, false)).toBeNull();
  for (const address of [...server.addresses.slice(1), otherAddress]) {
    await expect(tlsVersion(server, verifyFull(), address)).rejects.toMatchObject(otherName);
  }
});

test("a client that trusts another authority refuses the server", async () => {
  await turnTlsOn();
  const { caCertificatePem } = await createAuthority();
  const code = "UNABLE_TO_GET_ISSUER_CERT_LOCALLY";
  await expect(tlsVersion(server, { ca: caCertificatePem })).rejects.toMatchObject({ code });
});

test("the certificate of another address replaces the first one's", async () => {
  await turnTlsOn();
  await turnTlsOn(otherAddress);
  expect(await tlsVersion(server, verifyFull(), otherAddress)).toBe("TLSv1.3");
  await expect(tlsVersion(server, verifyFull())).rejects.toMatchObject(otherName);
});

test.each([
  ["turning TLS on", () => turnTlsOn()],
  ["turning TLS off", () => server.turnTlsOff()],
  ["a restart", () => server.restart()],
])("%s restarts the server: it cuts open connections and keeps what was committed", async (_, change) => {
  const before = await startedAt();
  await query(server, "CREATE TABLE IF NOT EXISTS kept AS SELECT 1 AS number");
  const { cut } = await openConnection(server);
  await change();
  expect((await cut).message).toMatch("terminating connection due to administrator command");
  expect(await startedAt()).not.toEqual(before);
  expect(await query(server, "SELECT number FROM kept")).toEqual([{ number: 1 }]);
});

test("changes that are asked for at the same time happen one after the other, and the last one holds", async () => {
  const certificate = await authority.issueServerCertificate(server.host);
  await Promise.all([server.turnTlsOn(certificate), server.restart(), server.turnTlsOff(), server.restart()]);
  await expect(tlsVersion(server, verifyFull())).rejects.toThrow("does not support SSL");
  await Promise.all([server.turnTlsOff(), server.turnTlsOn(certificate)]);
  expect(await tlsVersion(server, verifyFull())).toBe("TLSv1.3");
});

test("a reset without TLS does not restart the server", async () => {
  const before = await startedAt();
  await server.reset();
  expect(await startedAt()).toEqual(before);
});

test("a key that does not belong to the certificate is an error with the server's own words, and a reset helps", async () => {
  const { certificatePem } = await authority.issueServerCertificate(server.host);
  const { privateKeyPem } = await authority.issueServerCertificate(server.host);
  await expect(server.turnTlsOn({ certificatePem, privateKeyPem })).rejects.toThrow(/key values mismatch/);
  await server.reset();
  expect(await tlsVersion(server, false)).toBeNull();
});

test("nobody gets in with a wrong password, nor without one", async () => {
  for (const password of ["wrong", ""]) {
    await expect(query(server, "SELECT 1", { password })).rejects.toThrow(/password/);
  }
});
