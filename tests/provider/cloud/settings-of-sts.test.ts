import { stsOrigin } from "../../../provider/cloud/settings";

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
