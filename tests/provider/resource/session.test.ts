import { DEFAULT_PACE } from "../../../provider/time/pace";
import { Connections } from "../../../provider/resource/connections";
import { Session } from "../../../provider/resource/session";

type Config = Readonly<Record<string, string>>;

function session(env: NodeJS.ProcessEnv = {}, config: Config = {}, connections = new Connections()): Session {
  return new Session({ readConfig: (key) => config[key], env, log: () => undefined, connections });
}

test("all resources of a process share one connection and one record of what is declared", () => {
  const shared = session();

  expect(shared.tools).toBe(shared.tools);
  expect(shared.declarations).toBe(shared.declarations);
  expect(shared.tools.pace).toBe(DEFAULT_PACE);
});

describe("a connection of the process", () => {
  const connections = new Connections();
  const apiOf = (env: NodeJS.ProcessEnv, config?: Config) => session(env, config, connections).tools.api;
  const KEYS = { TENCENTCLOUD_SECRET_ID: "AKIDone", TENCENTCLOUD_SECRET_KEY: "key" };

  test("is shared, with its limits, by the same settings", () => {
    expect(apiOf({ ...KEYS })).toBe(apiOf({ ...KEYS, TENCENTCLOUD_REGION: "ap-seoul" }));
  });

  test.each([
    ["another key in the environment", { ...KEYS, TENCENTCLOUD_SECRET_ID: "AKIDtwo" }, {}],
    ["another key in the configuration", KEYS, { "tencentcloud:secretId": "AKIDone" }],
    ["another endpoint", { ...KEYS, TENCENTCLOUD_POSTGRES_ENDPOINT: "http://127.0.0.1:1" }, {}],
    ["another role", { ...KEYS, TENCENTCLOUD_ASSUME_ROLE_ARN: "qcs::cam::uin/1:roleName/r" }, {}],
  ])("is another one for %s", (_, env, config) => {
    expect(apiOf(env, config)).not.toBe(apiOf(KEYS));
  });
});

test("an unusable endpoint is reported when the cloud is first needed, so that a check still reports the arguments", () => {
  const broken = session({}, { "tencentcloud:endpoint": "nowhere" });

  expect(broken.defaultRegion).toBeUndefined();
  expect(() => broken.tools).toThrow("tencentcloud:endpoint or TENCENTCLOUD_POSTGRES_ENDPOINT");
});

test("the region is the stack's, else the environment's", () => {
  const env = { TENCENTCLOUD_REGION: "ap-guangzhou" };

  expect(session(env).defaultRegion).toBe("ap-guangzhou");
  expect(session(env, { "tencentcloud:region": "ap-seoul" }).defaultRegion).toBe("ap-seoul");
});
