import { useLocalCloud } from "./local-cloud";
import { declaring } from "./programs";

const cloud = useLocalCloud();
const withoutRegion = { TENCENTCLOUD_REGION: "" };

/** `ESC [ 2 J` clears the terminal, U+202E turns the direction of what follows. */
const clearScreen = "\u001b[2J";
const turnAround = "\u202e";

test("one preview names all that is wrong with a resource, property by property, and calls nothing", async () => {
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
      "is not an argument of InstanceSslConfig; the arguments are dbInstanceId, sslEnabled, connectAddress, region, " +
      "onDelete, taskTimeoutSeconds",
    region:
      "is not set anywhere: give it as an argument, with `pulumi config set tencentcloud:region REGION`, or in " +
      "TENCENTCLOUD_REGION",
  });
  expect(actions).toEqual([]);
});

test("hostile arguments are refused in words that can be read, without a character that a terminal obeys", async () => {
  const stack = await cloud.stack({
    program: declaring({}, hostileProgram),
    env: { TENCENTCLOUD_REGION: "ap-guangzhou" },
  });
  const { result, actions } = await cloud.watch(() => stack.run(["up", "--yes", "--skip-preview"]));

  expect(result.exitCode).not.toBe(0);
  // The engine is not told the names of properties whose value it must not print.
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
    "region must be a region such as ap-guangzhou, but is a list",
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
