import { DEFAULT_PACE } from "../../../provider/model/pace";
import { Session } from "../../../provider/resource/session";

function session(env: NodeJS.ProcessEnv = {}, config: Readonly<Record<string, string>> = {}): Session {
  return new Session({ readConfig: (key) => config[key], env, log: () => undefined });
}

test("all resources of a process share one connection and know what each declares", () => {
  const shared = session();

  expect(shared.tools).toBe(shared.tools);
  expect(shared.claims).toBe(shared.claims);
  expect(shared.tools.pace).toBe(DEFAULT_PACE);
});

test("an unusable endpoint is told when the cloud is first needed, so that a check still reports the arguments", () => {
  const broken = session({}, { "tencentcloud:endpoint": "nowhere" });

  expect(broken.defaultRegion).toBeUndefined();
  expect(() => broken.tools).toThrow("tencentcloud:endpoint or TENCENTCLOUD_POSTGRES_ENDPOINT");
});

test("the region is the stack's, else the environment's", () => {
  expect(session({ TENCENTCLOUD_REGION: "ap-guangzhou" }).defaultRegion).toBe("ap-guangzhou");
  expect(session({ TENCENTCLOUD_REGION: "ap-guangzhou" }, { "tencentcloud:region": "ap-seoul" }).defaultRegion).toBe(
    "ap-seoul",
  );
});
