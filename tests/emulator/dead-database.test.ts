import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { call, codeOf } from "./raw-client";
import { eventually, settled, useEmulator } from "./use-emulator";

const emulator = useEmulator({ servers: 1 });
const id = "postgres-emu00001";
const view = () => emulator().control.instance(id);
const turnOn = { DBInstanceId: id, SSLEnabled: true, ConnectAddress: "127.0.0.1" };
const control = (method: string, path: string, body?: object) =>
  fetch(`${emulator().endpoint}/_emulator/${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });

let dataDirectory = "";
let logged: jest.SpyInstance;
beforeEach(async () => {
  dataDirectory = await ask("SHOW data_directory");
  logged = jest.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(async () => {
  repair();
  await emulator().reset();
  expect(await ask("SELECT 1")).toBe("1");
  logged.mockRestore();
});

test("a database that is killed is noticed, told and refuses changes; reset brings it back", async () => {
  killPostmaster();
  await eventually(() => view().status === "offline");
  expect(JSON.stringify(logged.mock.calls)).toContain("ended by itself: exit code null, signal SIGKILL");
  expect(codeOf(await call(emulator(), "ModifyDBInstanceSSLConfig", turnOn))).toBe(
    "OperationDenied.InstanceStatusLimitError",
  );

  expect((await control("POST", "reset")).status).toBe(200);
  expect(view().status).toBe("running");
  expect(await ask("SELECT 1")).toBe("1");
});

test("reset says so when the database does not come back", async () => {
  spoil();
  killPostmaster();
  await eventually(() => view().status === "offline");

  const reply = await control("POST", "reset");
  expect(reply.status).toBe(500);
  expect(((await reply.json()) as { error: string }).error).toContain("no_such_library");
});

test("a restart that fails ends the task in the step of the restart, with what PostgreSQL logged", async () => {
  spoil();
  await call(emulator(), "ModifyDBInstanceSSLConfig", turnOn);
  await settled(emulator(), id);

  const { TaskSet: set } = await call(emulator(), "DescribeTasks", { DBInstanceId: id });
  const [task] = set as { Status: string; TaskDetail: { CurrentStep: string; Message: string } }[];
  expect(task).toMatchObject({ Status: "Fail", TaskDetail: { CurrentStep: "Restart Instance" } });
  expect(task?.TaskDetail.Message).toContain("no_such_library");
  expect(JSON.stringify(logged.mock.calls)).toContain(`of ${id}) failed`);
  expect(view()).toMatchObject({ status: "offline", sslEnabled: false, restarts: 0 });
});

test("a change behind everybody's back that fails is answered and logged", async () => {
  spoil();
  const reply = await control("PUT", `instances/${id}`, { sslEnabled: true });
  expect(reply.status).toBe(500);
  expect(((await reply.json()) as { error: string }).error).toContain("no_such_library");
  expect(logged).toHaveBeenCalled();
});

test("a restart by somebody else really restarts the database", async () => {
  const before = await ask("SELECT pg_postmaster_start_time()::text");
  emulator().control.startTask(id, { kind: "restart", seconds: 0 });
  await settled(emulator(), id);
  expect(await ask("SELECT pg_postmaster_start_time()::text")).not.toBe(before);
  expect(view()).toMatchObject({ modifies: 0, restarts: 0 });
});

/** Makes the next start fail. */
function spoil(): void {
  writeFileSync(join(dataDirectory, "postgresql.auto.conf"), "shared_preload_libraries = 'no_such_library'\n");
}

function repair(): void {
  rmSync(join(dataDirectory, "postgresql.auto.conf"), { force: true });
}

function killPostmaster(): void {
  const [pid = ""] = readFileSync(join(dataDirectory, "postmaster.pid"), "utf8").split("\n");
  process.kill(Number(pid), "SIGKILL");
}

async function ask(question: string): Promise<string> {
  const { host, port, user, password, database } = view().server ?? {};
  const client = new Client({ host, port, user, password, database });
  await client.connect();
  try {
    const { rows } = await client.query<string[]>({ text: question, rowMode: "array" });
    return String(rows[0]?.[0]);
  } finally {
    await client.end();
  }
}
