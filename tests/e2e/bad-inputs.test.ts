import { useLocalCloud } from "./local-cloud";
import { declaring } from "./programs";

const cloud = useLocalCloud();
const withoutRegion = { TENCENTCLOUD_REGION: "" };

/** `ESC [ 2 J` clears the terminal, U+202E turns the direction of what follows. */
const clearScreen = "\u001b[2J";
const turnAround = "\u202e";

test("one preview names everything that is wrong with a resource, property by property, and makes no call", async () => {
  const db = {
    dbInstanceId: "cdb-12345678",
    sslEnabled: true,
    connectAddress: "https://10.0.0.1:5432",
    taskTimeoutSeconds: "20m",
    conectAddress: "10.0.0.1",
  };
  const stack = await cloud.stack({ program: declaring({ db }), env: withoutRegion });
  const { result, actions } = await cloud.watch(() => stack.run(["preview"]));

  expect(result.exitCode).not.toBe(0);
  expect(problems(result.stdout)).toEqual({
    dbInstanceId:
      'must be an instance id, postgres- or pgro- and 8 lower-case letters or digits, but is "cdb-12345678"',
    connectAddress:
      'must be an IP address or a DNS name of the instance, without a port, but is "https://10.0.0.1:5432"',
    taskTimeoutSeconds: 'must be a whole number of seconds from 1 to 86400, but is "20m"',
    conectAddress:
      "is not an argument of InstanceSslConfig: did you mean connectAddress?; the arguments are dbInstanceId, sslEnabled, connectAddress, region, " +
      "onDelete, taskTimeoutSeconds",
    // Not with its name, because the engine would print its value as {<nil>}.
    "":
      "region is not set anywhere: give it as an argument, with `pulumi config set tencentcloud:region REGION`, or in " +
      "TENCENTCLOUD_REGION",
  });
  expect(actions).toEqual([]);
});

test("hostile arguments are refused in a readable message without control characters", async () => {
  const stack = await cloud.stack({
    program: declaring({}, hostileProgram),
    env: { TENCENTCLOUD_REGION: "ap-guangzhou" },
  });
  const { result, actions } = await cloud.watch(() => stack.run(["up", "--yes", "--skip-preview"]));

  expect(result.exitCode).not.toBe(0);
  // The provider does not tell the engine the names of properties whose value it must not print.
  expect(Object.keys(problems(result.stdout)).sort()).toEqual([
    "",
    "\\u{1b}[2Jname",
    "constructor",
    "sslEnabled",
    "taskTimeoutSeconds",
  ]);
  for (const told of [
    'dbInstanceId must be an instance id, postgres- or pgro- and 8 lower-case letters or digits, but is "postgres-\\u{1b}[2J\\u{202e}12345"',
    `connectAddress must be an IP address or a DNS name of the instance, without a port, but is "${"а".repeat(80)}…"`,
    "region must be a region such as ap-guangzhou, but is a list (from the argument)",
    'onDelete must be "disable" or "retain", but is a value of type object',
  ]) {
    expect(result.stdout).toContain(`resource 'hostile' has a problem: ${told}`);
  }
  expect(result.output).not.toContain(clearScreen);
  expect(result.output).not.toContain(turnAround);
  expect(result.output).not.toMatch(/^executed/m);
  expect(result.output.length).toBeLessThan(20_000);
  expect(actions).toEqual([]);
});

test("a failed lookup is reported in one message, without a dump of objects", async () => {
  const program = `
import { getInstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";
export const looked = getInstanceSslConfig({ dbInstanceId: "postgres-zzzzzzzz" });`;
  const stack = await cloud.stack({ program });
  const { exitCode, output } = await stack.run(["preview"]);

  expect(exitCode).not.toBe(0);
  expect(output.split("Diagnostics:")[1]?.match(/error:/g)).toHaveLength(1);
  expect(output).toContain(
    "DescribeDBInstanceSSLConfig of postgres-zzzzzzzz (ap-guangzhou): the instance does not exist",
  );
  expect(output).not.toMatch(/failure:|requestId:|\bat .*\.js:\d+/);
});

test("a message names the options that a dynamic resource does not support, and says what to use instead", async () => {
  const { id, addresses } = cloud.instance();
  const args = JSON.stringify({ dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] });
  const program = (options: string) => `
import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";
new InstanceSslConfig("db", ${args}, ${options});`;

  const stack = await cloud.stack({ program: program('{ customTimeouts: { create: "5m" } }') });
  expect((await stack.mustRun(["preview"])).output).toContain(
    "warning: customTimeouts have no effect on this dynamic resource: set taskTimeoutSeconds, or declare it through the provider plugin",
  );

  stack.setProgram(program(`{ import: "${id}" }`));
  const { exitCode, output } = await stack.run(["preview"]);
  expect(exitCode).not.toBe(0);
  expect(output).toContain(
    "InstanceSslConfig db: the option import cannot work for a dynamic resource. Leave it out: declaring",
  );
  expect(output).not.toContain("toJavaScript");
});

/** Escape sequences, a megabyte of a Cyrillic letter that looks like a Latin one, and a name that every object has. */
const hostileProgram = `
new InstanceSslConfig("hostile", {
  dbInstanceId: ${JSON.stringify(`postgres-${clearScreen}${turnAround}12345`)},
  sslEnabled: "$(echo executed)",
  connectAddress: "а".repeat(1_000_000),
  region: ["ap-guangzhou"],
  onDelete: { disable: true },
  taskTimeoutSeconds: 1e308,
  constructor: 1,
  ${JSON.stringify(`${clearScreen}name`)}: 1,
} as never);
`;

/** What the CLI printed about each property. */
function problems(stdout: string): Record<string, string> {
  const lines = stdout.matchAll(
    /^ *error: .*? resource '\w+'(?:: property (.+?) value \{.*\})? has a problem: (.*)$/gm,
  );
  return Object.fromEntries([...lines].map(([, property = "", reason = ""]) => [property, reason] as const));
}
