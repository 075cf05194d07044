import { defaultRegion, resolveEndpoint, stsOrigin } from "../../../provider/cloud/settings";
import { SettingsError } from "../../../provider/errors/package-errors";

type Texts = Readonly<Record<string, string>>;

function endpoint(config: Texts, env: Texts = {}): ReturnType<typeof resolveEndpoint> {
  return resolveEndpoint((key) => config[key], env);
}

describe("the region for resources that name none", () => {
  test("is the stack's, else the environment's, else none", () => {
    const config = (key: string): string | undefined => (key === "tencentcloud:region" ? "ap-singapore" : undefined);
    const env = { TENCENTCLOUD_REGION: "ap-guangzhou" };

    expect(defaultRegion(config, env)).toBe("ap-singapore");
    expect(defaultRegion(() => undefined, env)).toBe("ap-guangzhou");
    expect(defaultRegion(() => undefined, {})).toBeUndefined();
  });

  test("is taken without blanks around it, and a blank setting counts as none", () => {
    expect(defaultRegion(() => " ap-singapore\n", {})).toBe("ap-singapore");
    expect(defaultRegion(() => "", { TENCENTCLOUD_REGION: "ap-guangzhou" })).toBe("ap-guangzhou");
    expect(defaultRegion(() => "  ", { TENCENTCLOUD_REGION: "" })).toBeUndefined();
  });
});

describe("the endpoint", () => {
  test("is the international one, by https, where nothing is set", () => {
    expect(endpoint({})).toEqual({ protocol: "https://", host: "postgres.intl.tencentcloudapi.com" });
  });

  test.each([
    [{ "tencentcloud:domain": "tencentcloudapi.com" }, {}],
    [{}, { TENCENTCLOUD_DOMAIN: "tencentcloudapi.com" }],
    [{ "tencentcloud:domain": "tencentcloudapi.com" }, { TENCENTCLOUD_DOMAIN: "intl.tencentcloudapi.com" }],
    [{ "tencentcloud:domain": " " }, { TENCENTCLOUD_DOMAIN: " tencentcloudapi.com " }],
  ])("is the mainland's with the domain in %j and %j", (config, env) => {
    expect(endpoint(config, env)).toEqual({ protocol: "https://", host: "postgres.tencentcloudapi.com" });
  });

  test.each([
    ["http", "http://"],
    ["HTTPS", "https://"],
    ["http://", "http://"],
    ["https://", "https://"],
  ])("speaks the protocol that is written as %s", (protocol, expected) => {
    expect(endpoint({ "tencentcloud:protocol": protocol }).protocol).toBe(expected);
    expect(endpoint({}, { TENCENTCLOUD_PROTOCOL: protocol }).protocol).toBe(expected);
  });

  test("takes protocol and port from a URL, which goes before domain and protocol", () => {
    const others = { "tencentcloud:domain": "example.com", "tencentcloud:protocol": "https" };

    expect(endpoint({ ...others, "tencentcloud:endpoint": "http://127.0.0.1:4100" })).toEqual({
      protocol: "http://",
      host: "127.0.0.1:4100",
    });
    expect(endpoint(others, { TENCENTCLOUD_POSTGRES_ENDPOINT: "https://postgres.internal/" })).toEqual({
      protocol: "https://",
      host: "postgres.internal",
    });
    expect(endpoint({ "tencentcloud:endpoint": "http://a" }, { TENCENTCLOUD_POSTGRES_ENDPOINT: "http://b" }).host).toBe(
      "a",
    );
  });

  test("may be an IPv6 address, and is written the same in any case", () => {
    expect(endpoint({ "tencentcloud:endpoint": "http://[::1]:4100" }).host).toBe("[::1]:4100");
    expect(endpoint({ "tencentcloud:endpoint": "HTTPS://Postgres.Example.COM" }).host).toBe("postgres.example.com");
  });

  test.each([
    "127.0.0.1:4100",
    "postgres.example.com",
    "ftp://postgres.example.com",
    "file:///etc/passwd",
    "https://",
    "https://postgres.example.com/v1",
    "https://postgres.example.com/?a=b",
    "https://postgres.example.com/#part",
    "https://user@postgres.example.com",
    "https://:password@postgres.example.com",
    "javascript:alert(1)",
  ])("%s is refused in words that name both settings", (url) => {
    expect(() => endpoint({ "tencentcloud:endpoint": url })).toThrow(SettingsError);
    expect(() => endpoint({ "tencentcloud:endpoint": url })).toThrow(
      "(tencentcloud:endpoint or TENCENTCLOUD_POSTGRES_ENDPOINT) is not a URL such as " +
        "https://postgres.intl.tencentcloudapi.com, with nothing but a protocol, a host and a port",
    );
  });

  test("is named in the refusal by its host, and a password or token in it is not shown", () => {
    const secret = "https://user:s3cret@postgres.example.com:8443/?token=s3cret#s3cret";

    expect(() => endpoint({ "tencentcloud:endpoint": secret })).toThrow(
      /^the endpoint at postgres\.example\.com:8443 \(/,
    );
    expect(() => endpoint({ "tencentcloud:endpoint": secret })).not.toThrow(/s3cret/);
    expect(() => endpoint({ "tencentcloud:endpoint": "user:s3cret@postgres" })).not.toThrow(/s3cret/);
    expect(() => endpoint({ "tencentcloud:endpoint": "s3cret" })).toThrow(/^the endpoint \(/);
    expect(() => endpoint({ "tencentcloud:endpoint": "file:///s3cret" })).toThrow(/^the endpoint \(/);
  });

  test.each(["ftp", "tls", "httpss", "://", "\u001b[2J"])("the protocol %j is refused", (protocol) => {
    expect(() => endpoint({ "tencentcloud:protocol": protocol })).toThrow(SettingsError);
    expect(() => endpoint({ "tencentcloud:protocol": protocol })).toThrow(
      /^the protocol ".*" \(tencentcloud:protocol or TENCENTCLOUD_PROTOCOL\) is neither http nor https$/,
    );
  });

  test.each(["https://tencentcloudapi.com", "example.com:443", "example.com/path", "a b", "a@b", "例子", "\u001b[2J"])(
    "the domain %j is refused",
    (domain) => {
      expect(() => endpoint({ "tencentcloud:domain": domain })).toThrow(SettingsError);
      expect(() => endpoint({ "tencentcloud:domain": domain })).toThrow(
        /^the domain "[^\p{Cc}]*" \(tencentcloud:domain or TENCENTCLOUD_DOMAIN\) is not a DNS name such as intl\.tencentcloudapi\.com$/u,
      );
    },
  );
});

test.each([
  [{}, {}, "https://sts.intl.tencentcloudapi.com"],
  [{ "tencentcloud:domain": "tencentcloudapi.com" }, {}, "https://sts.tencentcloudapi.com"],
  [{}, { TENCENTCLOUD_DOMAIN: "postgres.example.com" }, "https://sts.postgres.example.com"],
  [{ "tencentcloud:protocol": "http" }, {}, "http://sts.intl.tencentcloudapi.com"],
])("STS of the stack with %j and the environment %j is at %s", (config: Record<string, string>, env, origin) => {
  expect(stsOrigin((key) => config[key], env)).toBe(origin);
});

test.each([
  [{ "tencentcloud:endpoint": "http://127.0.0.1:4100" }, {}],
  [{}, { TENCENTCLOUD_POSTGRES_ENDPOINT: "http://127.0.0.1:4100" }],
])("a URL of the PostgreSQL API in %j and %j says nothing about STS", (config: Record<string, string>, env) => {
  expect(stsOrigin((key) => config[key], env)).toBe("https://sts.intl.tencentcloudapi.com");
});
