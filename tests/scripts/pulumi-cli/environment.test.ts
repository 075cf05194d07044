import { homedir } from "node:os";
import { join } from "node:path";
import { cliEnvironment, pulumiEnvironment } from "../../../scripts/pulumi-cli";
import { cacheFolder } from "../../../scripts/pulumi-cli/cache-folder";

const cli = { program: "/opt/cli/pulumi", folder: "/opt/cli" };
const ours = { ...process.env };
afterEach(() => {
  process.env = { ...ours };
});

test("your own call keeps your whole environment, with the CLI first on PATH", () => {
  const env = cliEnvironment(cli, { PATH: "/usr/bin", PULUMI_ACCESS_TOKEN: "theirs", TENCENTCLOUD_REGION: "ap-x" });
  expect(env).toEqual({
    PATH: "/opt/cli:/usr/bin",
    PULUMI_ACCESS_TOKEN: "theirs",
    TENCENTCLOUD_REGION: "ap-x",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  });
});

test("tests and the demo see neither your Pulumi login nor your cloud credentials", () => {
  Object.assign(process.env, {
    PULUMI_ACCESS_TOKEN: "theirs",
    PULUMI_CONFIG_PASSPHRASE_FILE: "theirs",
    TENCENTCLOUD_SECRET_ID: "theirs",
    TKE_ROLE_ARN: "theirs",
  });
  const env = pulumiEnvironment({
    cli,
    home: "/tmp/home",
    backendDir: "/tmp/my state",
    env: { TENCENTCLOUD_REGION: "ap-x" },
  });
  expect(Object.values(env)).not.toContain("theirs");
  expect(env).toMatchObject({
    PULUMI_HOME: "/tmp/home",
    PULUMI_BACKEND_URL: "file:///tmp/my%20state",
    TENCENTCLOUD_REGION: "ap-x",
  });
});

test("the cache is the folder that the variable names, else one under XDG_CACHE_HOME, else one in the user's cache", () => {
  const name = "pulumi-tencentcloud-postgres-ssl";
  expect(cacheFolder({ PULUMI_CLI_CACHE: "/big/disk", XDG_CACHE_HOME: "/xdg" })).toBe("/big/disk");
  expect(cacheFolder({ XDG_CACHE_HOME: "/xdg" })).toBe(join("/xdg", name));
  expect(cacheFolder({ XDG_CACHE_HOME: "relative" })).toMatch(homedir());
});
