import { readAcceptedChange, readSslConfig, UnreadableReply } from "../../../provider/cloud/replies";
import { INVISIBLE } from "../invisible";

const PEM = "-----BEGIN CERTIFICATE-----\nMIIBAA==\n-----END CERTIFICATE-----";

describe("the SSL configuration", () => {
  test("of an instance with SSL off has nothing but that", () => {
    expect(readSslConfig({ SSLEnabled: false, CAUrl: "", ConnectAddress: "", RequestId: "r" })).toEqual({
      sslEnabled: false,
    });
  });

  test("of an instance with SSL on has the address and all that the cloud sends of its CA", () => {
    const reply = { SSLEnabled: true, CAUrl: "http://ca/pem", ConnectAddress: "10.0.0.4", CACert: PEM, CAJKS: "…" };

    expect(readSslConfig(reply)).toEqual({
      sslEnabled: true,
      connectAddress: "10.0.0.4",
      caUrl: "http://ca/pem",
      caCertificate: `${PEM}\n`,
    });
  });

  test("has the address in the one spelling that arguments have, so that case is no drift", () => {
    expect(readSslConfig({ SSLEnabled: true, ConnectAddress: "DB.Example.COM" }).connectAddress).toBe("db.example.com");
    expect(readSslConfig({ SSLEnabled: true, ConnectAddress: "2001:DB8:0:0::1" }).connectAddress).toBe("2001:db8::1");
  });

  test.each(["ConnectAddress", "CAUrl", "CACert"])("may lack %s, or have null there", (name) => {
    expect(readSslConfig({ SSLEnabled: true, [name]: null })).toEqual({ sslEnabled: true });
    expect(readSslConfig({ SSLEnabled: true })).toEqual({ sslEnabled: true });
  });

  test.each([
    [undefined, "SSLEnabled should be a boolean, but is nothing"],
    [null, "SSLEnabled should be a boolean, but is null"],
    ["true", 'SSLEnabled should be a boolean, but is "true"'],
    [1, "SSLEnabled should be a boolean, but is 1"],
    [{}, "SSLEnabled should be a boolean, but is a value of type object"],
  ])("is unreadable with SSLEnabled %p: on and off are never guessed", (value, message) => {
    expect(() => readSslConfig({ SSLEnabled: value })).toThrow(new UnreadableReply(message));
  });

  test.each(["ConnectAddress", "CAUrl"])("is unreadable with a %s that is no text", (name) => {
    for (const value of [1, true, [], {}]) {
      expect(() => readSslConfig({ SSLEnabled: true, [name]: value })).toThrow(`${name} should be text, but is `);
    }
  });

  test("never takes control characters or megabytes into the state", () => {
    const config = readSslConfig({
      SSLEnabled: true,
      ConnectAddress: "\u001b[2j".repeat(1_000_000),
      CAUrl: `http://ca/\u0007${"x".repeat(10_000_000)}`,
    });

    expect(config.connectAddress).toMatch(/^\\u\{1b\}\[2j/);
    expect(config.caUrl).toMatch(/^http:\/\/ca\/\\u\{7\}x/);
    expect(Object.values(config).join("")).not.toMatch(INVISIBLE);
    expect(config.connectAddress?.length).toBeLessThan(255 * 6);
    expect(config.caUrl?.length).toBeLessThan(2100);
  });
});

describe("the CA certificate", () => {
  function certificateIn(CACert: unknown): string | undefined {
    return readSslConfig({ SSLEnabled: true, CACert }).caCertificate;
  }

  test("is taken with its chain, each block on its own lines", () => {
    const other = PEM.replace("MIIBAA", "MIIBBB");

    expect(certificateIn(`${PEM}\n${other}\n`)).toBe(`${PEM}\n${other}\n`);
    expect(certificateIn(PEM + other)).toBe(`${PEM}\n${other}\n`);
  });

  test("is taken out of whatever stands around it, and nothing else is", () => {
    const rubbish = "\u001b[2J-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";

    expect(certificateIn(`${rubbish}Subject: CA\n${PEM}${rubbish}`)).toBe(`${PEM}\n`);
  });

  test("keeps the line breaks that it came with", () => {
    const crlf = PEM.replaceAll("\n", "\r\n");

    expect(certificateIn(crlf)).toBe(`${crlf}\n`);
  });

  test.each([
    ["no certificate", "MIIBAA=="],
    ["an empty text", ""],
    ["a certificate without an end", PEM.slice(0, -5)],
    ["a certificate without content", "-----BEGIN CERTIFICATE----------END CERTIFICATE-----"],
    ["a certificate with a terminal escape inside", PEM.replace("MII", "M\u001b[1mII")],
    ["a certificate larger than any", PEM.replace("MIIBAA", "A".repeat(20_001))],
    ["a number", 5],
    ["a list", [PEM]],
    ["an object", { toString: () => PEM }],
  ])("is left out where the field holds %s; the setting itself stays readable", (_, value) => {
    expect(certificateIn(value)).toBeUndefined();
  });

  test("of an unusual size is still taken", () => {
    const large = PEM.replace("MIIBAA==\n", "A".repeat(19_000));

    expect(certificateIn(large)).toBe(`${large}\n`);
  });

  test("is looked for in the first hundred thousand characters only", () => {
    expect(certificateIn(" ".repeat(99_000) + PEM)).toBe(`${PEM}\n`);
    expect(certificateIn(" ".repeat(100_000) + PEM)).toBeUndefined();
    expect(certificateIn("-----BEGIN CERTIFICATE-----".repeat(1_000_000))).toBeUndefined();
  });
});

describe("the reply to a change", () => {
  test("names task and request", () => {
    expect(readAcceptedChange({ TaskId: 100016, RequestId: "e39921c1" })).toEqual({
      taskId: 100016,
      requestId: "e39921c1",
    });
  });

  test.each([0, "0", "00", undefined, null, ""])("with the task id %j names no task", (TaskId) => {
    expect(readAcceptedChange({ TaskId, RequestId: "e39921c1" })).toEqual({ requestId: "e39921c1" });
    expect(readAcceptedChange({ RequestId: "e39921c1" })).toEqual({ requestId: "e39921c1" });
  });

  test("may have the task id as text, as its sibling actions have", () => {
    expect(readAcceptedChange({ TaskId: "12", RequestId: "r" }).taskId).toBe(12);
    expect(readAcceptedChange({ TaskId: "9007199254740991", RequestId: "r" }).taskId).toBe(Number.MAX_SAFE_INTEGER);
  });

  test.each([
    -1,
    "-1",
    1.5,
    "1.5",
    "12 ",
    " 12",
    "0x10",
    "1e3",
    "twelve",
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    "9007199254740992",
    "1".repeat(17),
    true,
    [12],
    {},
  ])("is unreadable with the task id %p: no other task is waited for by mistake", (TaskId) => {
    expect(() => readAcceptedChange({ TaskId, RequestId: "r" })).toThrow(/^TaskId should be a number, but is /);
  });

  test.each([undefined, null, "", 5, {}])("is unreadable with the request id %p", (RequestId) => {
    expect(() => readAcceptedChange({ TaskId: 1, RequestId })).toThrow(/^RequestId should be text, but is /);
  });

  test("has a request id that can be shown and stored", () => {
    const { requestId } = readAcceptedChange({ RequestId: `\u001b${"r".repeat(10_000)}` });

    expect(requestId).toBe(`\\u{1b}${"r".repeat(99)}…`);
  });
});
