import { defaultRegion, resolveEndpoint, stsOrigin } from "../../../provider/cloud/settings";
import { SettingsError } from "../../../provider/errors/package-errors";

type Texts = Readonly<Record<string, string>>;

function endpoint(config: Texts, env: Texts = {}): string {
  const { protocol, host } = resolveEndpoint((key) => config[key], env);
  return `${protocol}${host}`;
}

test.each([
  [" ap-singapore\n", "ap-guangzhou", "ap-singapore"],
  [undefined, " ap-guangzhou ", "ap-guangzhou"],
  ["", "ap-guangzhou", "ap-guangzhou"],
  ["  ", "", undefined],
])("the region is the stack's (%j), else the environment's (%j), where it is not blank: %j", (stack, env, region) => {
  const readConfig = (key: string): string | undefined => (key === "tencentcloud:region" ? stack : undefined);

  expect(defaultRegion(readConfig, { TENCENTCLOUD_REGION: env })).toBe(region);
});

test.each<[Texts, Texts, string]>([
  [{}, {}, "https://postgres.intl.tencentcloudapi.com"],
  [{ "tencentcloud:domain": "tencentcloudapi.com" }, {}, "https://postgres.tencentcloudapi.com"],
  [{}, { TENCENTCLOUD_DOMAIN: "tencentcloudapi.com" }, "https://postgres.tencentcloudapi.com"],
  [{ "tencentcloud:domain": "a.com" }, { TENCENTCLOUD_DOMAIN: "b.com" }, "https://postgres.a.com"],
  [{ "tencentcloud:domain": " " }, { TENCENTCLOUD_DOMAIN: " b.com " }, "https://postgres.b.com"],
  [{ "tencentcloud:protocol": "http" }, {}, "http://postgres.intl.tencentcloudapi.com"],
  [{}, { TENCENTCLOUD_PROTOCOL: "http://" }, "http://postgres.intl.tencentcloudapi.com"],
  [{ "tencentcloud:protocol": "https://" }, {}, "https://postgres.intl.tencentcloudapi.com"],
  // A URL goes before domain and protocol, and is written the same in any case.
  [{ "tencentcloud:domain": "a.com", "tencentcloud:endpoint": "http://127.0.0.1:4100" }, {}, "http://127.0.0.1:4100"],
  [
    { "tencentcloud:protocol": "http" },
    { TENCENTCLOUD_POSTGRES_ENDPOINT: "https://b.internal/" },
    "https://b.internal",
  ],
  [{ "tencentcloud:endpoint": "http://a" }, { TENCENTCLOUD_POSTGRES_ENDPOINT: "http://b" }, "http://a"],
  [{ "tencentcloud:endpoint": "HTTPS://Postgres.Example.COM" }, {}, "https://postgres.example.com"],
])("the API of a stack with %j and the environment %j is at %s", (config, env, url) => {
  expect(endpoint(config, env)).toBe(url);
});

test.each<[Texts, Texts, string]>([
  [{}, {}, "https://sts.intl.tencentcloudapi.com"],
  [{ "tencentcloud:domain": "tencentcloudapi.com" }, {}, "https://sts.tencentcloudapi.com"],
  [{}, { TENCENTCLOUD_DOMAIN: "postgres.example.com" }, "https://sts.postgres.example.com"],
  [{ "tencentcloud:protocol": "http" }, {}, "http://sts.intl.tencentcloudapi.com"],
  // A URL of the PostgreSQL API says nothing about STS.
  [{ "tencentcloud:endpoint": "http://127.0.0.1:4100" }, {}, "https://sts.intl.tencentcloudapi.com"],
])("STS of a stack with %j and the environment %j is at %s", (config, env, origin) => {
  expect(stsOrigin((key) => config[key], env)).toBe(origin);
});

describe.each([
  [
    "endpoint",
    [
      "127.0.0.1:4100",
      "ftp://postgres.example.com",
      "https://postgres.example.com/v1",
      "https://postgres.example.com/#part",
      "https://user@postgres.example.com",
    ],
    /\(tencentcloud:endpoint or TENCENTCLOUD_POSTGRES_ENDPOINT\) is not a URL such as https:\/\/postgres\.intl\.tencentcloudapi\.com, with nothing but a protocol, a host and a port$/,
  ],
  [
    "protocol",
    ["ftp", "tls", "httpss", "://", "\u001b[2J"],
    /^the protocol "[^\p{Cc}]*" \(tencentcloud:protocol or TENCENTCLOUD_PROTOCOL\) is neither http nor https$/u,
  ],
  [
    "domain",
    ["https://tencentcloudapi.com", "example.com:443", "example.com/path", "a b", "a@b", "例子", "\u001b[2J"],
    /^the domain "[^\p{Cc}]*" \(tencentcloud:domain or TENCENTCLOUD_DOMAIN\) is not a DNS name such as intl\.tencentcloudapi\.com$/u,
  ],
])("the %s", (setting, values, message) => {
  test.each(values)("%j is refused in words that name both settings", (value) => {
    expect(() => endpoint({ [`tencentcloud:${setting}`]: value })).toThrow(SettingsError);
    expect(() => endpoint({ [`tencentcloud:${setting}`]: value })).toThrow(message);
  });
});

test.each([
  [
    "https://user:s3cret@postgres.example.com:8443/?token=s3cret#s3cret",
    /^the endpoint at postgres\.example\.com:8443 \(/,
  ],
  ["user:s3cret@postgres", /^the endpoint \(/],
  ["file:///s3cret", /^the endpoint \(/],
])("the refusal of %s names a host where there is one, and shows no password or token", (url, start) => {
  expect(() => endpoint({ "tencentcloud:endpoint": url })).toThrow(start);
  expect(() => endpoint({ "tencentcloud:endpoint": url })).not.toThrow(/s3cret/);
});
