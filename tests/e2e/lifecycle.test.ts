import type { Stack } from "../../scripts/pulumi-cli";
import { tlsVersion } from "../emulator/postgres/connections";
import { type CloudInstance, LOOK, MODIFY, READ_FIRST, TASKS, useLocalCloud } from "./local-cloud";
import { declaring } from "./programs";
import { checkDrift, mustDestroy, mustUp } from "./stack-verbs";

// The tests follow one SSL setting, and the PostgreSQL that it protects, step by step.
const cloud = useLocalCloud({ instances: 1, servers: 1 });
let database: CloudInstance;
let stack: Stack;

beforeAll(async () => {
  database = cloud.instance();
  stack = await cloud.stack({ program: protecting(database.addresses[0]) });
});

test("up turns SSL on with one change and shows the task's progress, and its outputs let a client verify the server", async () => {
  cloud.control.nextTask({ status: "stuck", effect: "applied" });
  const { result, actions } = await cloud.watch(() =>
    mustUp(stack, [], {
      onLine: (line) => {
        if (line.includes("is running at")) cloud.endTask(database.id);
      },
    }),
  );

  expect(result.stdout).toContain(
    `${database.id}: turning SSL on for ${database.addresses[0]}; this restarts the data`,
  );
  expect(result.stdout).toContain(`${database.id}: task 100001 is running at 0% in "`);
  expect(result.stdout).toContain(`${database.id}: SSL is on for ${database.addresses[0]}, as observed in the cloud`);
  const polls = actions.slice(3, -1);
  expect(actions).toEqual([...READ_FIRST, MODIFY, ...polls, LOOK]);
  expect(new Set(polls)).toEqual(new Set([TASKS]));
  expect(cloud.control.instance(database.id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
  expect(await verifyFull(database.addresses[0])).toMatch(/^TLSv1/);
});

test("a second up, a preview and a drift check find nothing to do and change nothing", async () => {
  const { actions } = await cloud.watch(async () => {
    await mustUp(stack, ["--expect-no-changes"]);
    await stack.mustRun(["preview", "--expect-no-changes"]);
  });

  expect(actions).toEqual([]);
  expect(await checkDrift(stack)).toMatchObject({ exitCode: 0 });
  expect(cloud.control.instance(database.id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
});

test("a change of connectAddress moves the protection to the other address", async () => {
  const [before, after] = database.addresses;
  stack.setProgram(protecting(after));
  await mustUp(stack);

  expect(await verifyFull(after)).toMatch(/^TLSv1/);
  await expect(verifyFull(before)).rejects.toThrow(/does not match certificate/);
  expect(cloud.control.instance(database.id)).toMatchObject({ connectAddress: after, modifies: 2, restarts: 2 });
});

test("destroy turns SSL off, and the server refuses a TLS connection", async () => {
  const ca = await caOfTheStack();
  await mustDestroy(stack);

  expect(cloud.control.instance(database.id)).toMatchObject({ sslEnabled: false, modifies: 3, restarts: 3 });
  await expect(verifyFull(database.addresses[1], ca)).rejects.toThrow("The server does not support SSL connections");
});

function protecting(connectAddress: string): string {
  const db = { dbInstanceId: database.id, sslEnabled: true, connectAddress };
  return declaring({ db }, "export const { caUrl, caCertificate } = db;");
}

/** The TLS version of a connection as with `sslmode=verify-full`. */
async function verifyFull(address: string, ca?: string): Promise<string | null | undefined> {
  const { server } = cloud.control.instance(database.id);
  if (server === null) throw new Error("The instance has no PostgreSQL.");
  return tlsVersion(server, { ca: ca ?? (await caOfTheStack()), rejectUnauthorized: true }, address);
}

async function caOfTheStack(): Promise<string> {
  return String((await stack.outputs()).caCertificate);
}
