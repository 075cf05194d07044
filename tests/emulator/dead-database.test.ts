import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "./raw-client";
import { query } from "./postgres/connections";
import { eventually, useEmulator } from "./use-emulator";

const emulator = useEmulator({ servers: 1 });
const id = "postgres-emu00001";
const view = () => emulator().control.instance(id);
const turnOn = () => emulator.modify(id, "127.0.0.1");

let dataDirectory = "";
let logged: jest.SpyInstance;
beforeEach(async () => {
  dataDirectory = await ask("SHOW data_directory");
  logged = jest.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(async () => {
  rmSync(join(dataDirectory, "postgresql.auto.conf"), { force: true });
  await emulator().reset();
  expect(await ask("SELECT 1")).toBe("1");
  logged.mockRestore();
});

test("a killed database is noticed and logged, and refuses changes; reset brings it back", async () => {
  await killPostmaster();
  expect(JSON.stringify(logged.mock.calls)).toContain("ended by itself: exit code null, signal SIGKILL");
  expect(codeOf(await turnOn())).toBe("OperationDenied.InstanceStatusLimitError");
  expect((await emulator.http("POST", "reset")).status).toBe(200);
  expect(view().status).toBe("running");
  expect(await ask("SELECT 1")).toBe("1");
});

test("reset fails with the reason when the database does not come back", async () => {
  spoil();
  await killPostmaster();
  const { status, json } = await emulator.http("POST", "reset");
  expect(status).toBe(500);
  expect(json.error).toContain("no_such_library");
});

test("a restart that fails ends the task in the step of the restart, with what PostgreSQL logged", async () => {
  spoil();
  await turnOn();
  await emulator.settled(id);
  const { TaskSet: set } = await emulator.call("DescribeTasks", { DBInstanceId: id });
  const Message = expect.stringContaining("no_such_library") as string;
  expect(set).toMatchObject([{ Status: "Fail", TaskDetail: { CurrentStep: "Restart Instance", Message } }]);
  expect(JSON.stringify(logged.mock.calls)).toContain(`of ${id}) failed`);
  expect(view()).toMatchObject({ status: "offline", sslEnabled: false, restarts: 0 });
});

test("a change behind everybody's back that fails is answered and logged", async () => {
  spoil();
  const { status, json } = await emulator.http("PUT", `instances/${id}`, { sslEnabled: true });
  expect(status).toBe(500);
  expect(json.error).toContain("no_such_library");
  expect(logged).toHaveBeenCalled();
});

test("a restart by somebody else really restarts the database", async () => {
  const before = await ask("SELECT pg_postmaster_start_time()::text");
  emulator().control.startTask(id, { kind: "restart", seconds: 0 });
  await emulator.settled(id);
  expect(await ask("SELECT pg_postmaster_start_time()::text")).not.toBe(before);
  expect(view()).toMatchObject({ modifies: 0, restarts: 0 });
});

/** Makes the next start fail. */
function spoil(): void {
  writeFileSync(join(dataDirectory, "postgresql.auto.conf"), "shared_preload_libraries = 'no_such_library'\n");
}

async function killPostmaster(): Promise<void> {
  const [pid = ""] = readFileSync(join(dataDirectory, "postmaster.pid"), "utf8").split("\n");
  process.kill(Number(pid), "SIGKILL");
  await eventually(() => view().status === "offline");
}

/** The only value that the database answers with. */
async function ask(sql: string): Promise<string> {
  const { server } = view();
  if (!server) throw new Error("The instance has no database.");
  const [row = {}] = await query(server, sql);
  return String(Object.values(row)[0]);
}
