import { actionNames } from "../../../emulator/src";
import { call, send, signedRequest } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const control = emulator.http;
const id = "postgres-emu00001";
const modify = async () => (await emulator.modify(id)).TaskId as number;

test("calls are counted by action and outcome, all actions from the start, and logged with their code", async () => {
  await emulator.call("DescribeTasks");
  const action = "DescribeDBInstanceSSLConfig";
  const { RequestId: requestId } = await emulator.call(action, { DBInstanceId: "postgres-x" });
  const { json } = await control("GET", "calls");
  expect(json).toMatchObject({
    DescribeTasks: { accepted: 1, limited: 0, failed: 0 },
    DescribeDBInstanceSSLConfig: { accepted: 0, limited: 0, failed: 1 },
    ModifyDBInstanceSSLConfig: { accepted: 0, limited: 0, failed: 0 },
  });
  expect(Object.keys(json)).toEqual(actionNames);
  expect((await control("GET", "log")).json).toMatchObject([
    { action: "DescribeTasks", outcome: "accepted", code: "" },
    { action, instances: ["postgres-x"], requestId, outcome: "failed", code: "ResourceNotFound.InstanceNotFoundError" },
  ]);
});

test("an instance is listed and shown whole, and can be changed behind everybody's back", async () => {
  const addresses = ["10.0.0.1", "198.18.0.1", `cd-${id}.sql.tencentcdb.com`];
  expect((await control("GET", "instances")).json).toContainEqual({ id, addresses });
  const counts = { restarts: 0, modifies: 0, runningTaskId: null, server: null };
  const off = { id, addresses, sslEnabled: false, connectAddress: "", caUrl: "", ...counts };
  expect((await control("GET", `instances/${id}`)).json).toMatchObject(off);

  const setting = { sslEnabled: true, connectAddress: "198.18.0.1" };
  expect((await control("PUT", `instances/${id}`, setting)).json).toMatchObject({ ...setting, ...counts });
  const shown = await emulator.call("DescribeDBInstanceSSLConfig", { DBInstanceId: id });
  expect(shown).toMatchObject({ SSLEnabled: true, ConnectAddress: "198.18.0.1" });
  expect((await control("PUT", `instances/${id}`, { sslEnabled: false })).json).toMatchObject(off);
});

test("every restart of a database is counted, whoever caused it", async () => {
  const restarts = async () => (await control("GET", `instances/${id}`)).json;
  await control("PUT", `instances/${id}`, { sslEnabled: true });
  expect(await restarts()).toMatchObject({ restarts: 0, allRestarts: 1, region: "ap-guangzhou" });
  await control("POST", `instances/${id}/tasks`, { kind: "restart", seconds: 0 });
  await emulator.settled(id);
  expect(await restarts()).toMatchObject({ restarts: 0, allRestarts: 2 });
  await emulator.modify(id);
  await emulator.settled(id);
  expect(await restarts()).toMatchObject({ restarts: 1, allRestarts: 3 });
});

test("faults and plans for tasks can be put in and taken out", async () => {
  const rule = { action: "DescribeTasks", times: 3, fault: { http: 503 } };
  expect(await control("POST", "faults", rule)).toEqual({ status: 200, json: {} });
  expect((await control("GET", "faults")).json).toMatchObject([rule]);
  await control("DELETE", "faults");
  expect((await control("GET", "faults")).json).toEqual([]);

  await control("POST", "tasks/next", { instance: id, status: "Fail", seconds: 0, message: "No." });
  const task = { id: await modify(), instance: id, status: "Fail", message: "No." };
  await emulator.settled(id);
  expect((await control("GET", "tasks")).json).toMatchObject([task]);
});

test("a task is started and ended, and a temporary credential made", async () => {
  const { json: task } = await control("POST", `instances/${id}/tasks`, { kind: "resize", status: "stuck" });
  expect(task).toMatchObject({ id: 100001, instance: id, status: "Running" });
  expect((await control("POST", "tasks/100001/finish")).json).toMatchObject({ status: "Success" });

  const { json } = await control("POST", "credentials", { seconds: 60 });
  const { token, ...keys } = json as { secretId: string; secretKey: string; token: string };
  const temporary = { ...emulator(), ...keys };
  expect(await call(temporary, "DescribeTasks", {}, { "x-tc-token": token })).toMatchObject({ TotalCount: 1 });
});

test("reset brings everything back to the start", async () => {
  const before = (await control("GET", `instances/${id}`)).json;
  const all = (await control("GET", "instances")).json;
  await control("POST", "faults", { action: "DescribeTasks", times: 9, fault: { http: 503 } });
  await control("POST", "tasks/next", { status: "stuck" });
  await control("PUT", `instances/${id}`, { sslEnabled: true });
  await modify();
  await control("DELETE", "instances/postgres-emu00002");
  await control("POST", "instances", { id: "postgres-made0001" });
  const changed = (await control("GET", "instances")).json as { id: string }[];
  const ids = [id, "postgres-emu00003", "pgro-emu00001", "postgres-made0001"];
  expect(changed.map((instance) => instance.id)).toEqual(ids);
  await control("POST", "reset");

  expect((await control("GET", `instances/${id}`)).json).toEqual(before);
  expect((await control("GET", "instances")).json).toEqual(all);
  expect((await control("GET", "log")).json).toEqual([]);
  expect(await emulator.call("DescribeTasks")).toMatchObject({ TotalCount: 0 });
  expect(await modify()).toBe(100001);
  await emulator.settled(id);
});

const http503 = { http: 503 };
test.each([
  ["POST", "faults", { action: "DescribeTasks" }, 400, /fault/],
  ["POST", "faults", { action: "DescribeTasks", fault: { explode: true } }, 400, /fault must be one of/],
  ["POST", "faults", { action: "DescribeTask", fault: http503 }, 400, /no action DescribeTask; those .*DescribeTasks/],
  ["POST", "faults", { action: "DescribeTasks", instance: "postgres-none", fault: http503 }, 404, /no instance/],
  ["POST", "tasks/next", { instance: "postgres-none" }, 404, /no instance postgres-none/],
  ["POST", "credentials", { actions: ["ModifyDBInstanceSslConfig"] }, 400, /no action ModifyDBInstanceSslConfig/],
  ["POST", "tasks/next", { status: "Won" }, 400, /status/],
  ["POST", `instances/${id}/tasks`, { kind: "holiday" }, 400, /kind/],
  ["POST", "tasks/next", { colour: "red" }, 400, /colour/],
  ["PUT", `instances/${id}`, { sslEnabled: true, connectAddress: "10.9.9.9" }, 400, /must be one of 10\.0\.0\.1/],
  ["PUT", `instances/${id}`, { status: "happy" }, 400, /status/],
  ["PUT", `instances/${id}`, "{", 400, /no JSON/],
  ["POST", "instances", { cloneOf: "postgres-00000000" }, 404, /no instance/],
  ["POST", "instances", { region: "mars" }, 400, /region/],
  ["POST", "instances", { id: "postgres-emu00001" }, 409, /already/],
  ["POST", "instances", { id: "pgro-emu00009" }, 400, /primary instance begins with postgres-/],
  ["POST", "instances", { id: "postgres-emu00009", readOnlyOf: id }, 400, /read-only instance begins with pgro-/],
  ["POST", "instances", { cloneOf: "pgro-emu00001" }, 400, /cloneOf must name a primary instance/],
  ["POST", "instances", { readOnlyOf: "pgro-emu00001" }, 400, /readOnlyOf must name a primary instance/],
  ["POST", "instances", { cloneOf: id, readOnlyOf: id }, 400, /not both/],
  ["POST", "instances", { readOnlyOf: id, region: "ap-tokyo" }, 400, /in the region of postgres-emu00001/],
  ["GET", "instances/postgres-00000000", undefined, 404, /no instance/],
  ["POST", "tasks/1/finish", undefined, 404, /no task 1/],
  ["GET", "nothing", undefined, 404, /nothing at/],
  ["DELETE", "calls", undefined, 405, /Use GET/],
])("%s %s %j is refused with a sentence", async (method, path, body, status, says) => {
  const answer = await control(method, path, body);
  expect(answer.status).toBe(status);
  expect(answer.json.error).toMatch(says);
});

test("no signed request reaches the control interface", async () => {
  const signed = signedRequest(emulator(), "DescribeTasks");
  expect((await send(emulator().endpoint, { ...signed, path: "/_emulator/reset" })).status).toBe(400);
});

test.each([
  "//_emulator/calls",
  "/%5femulator/calls",
  "/./_emulator/calls",
  "/x/../_emulator/calls",
  "/_EMULATOR/calls",
])("no other way of writing its path leads there: %s", async (path) => {
  const request = { method: "GET", path, headers: { host: "localhost" }, body: "" };
  expect((await send(emulator().endpoint, request)).status).toBe(404);
});
