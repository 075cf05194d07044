import { readFileSync } from "node:fs";
import { type Emulator, startEmulator } from "../../../emulator/src";
import { assumptionRows, contractRows } from "../../../emulator/src/conformance/checks/rows";
import type { Target } from "../../../emulator/src/conformance/lab/lab";
import { exitCode, runConformance } from "../../../emulator/src/conformance/run-conformance";
import { readRecording, replayWire } from "../../../emulator/src/conformance/lab/wire";
import { eventually } from "../use-emulator";
import { alteringProxy } from "./altering-proxy";
import { differences, withDifference } from "./differences";
import { giveItAPast, leftByThePast } from "./past";
import { conformance, conformanceOf, type Outcome, recordingFile, rowsOf } from "./run-command";

const instance = "postgres-emu00001";
const secrets: string[] = [];
const recording = recordingFile();
let emulator: Emulator;
let whole: Outcome;
let publicAddress: string;

beforeAll(async () => {
  emulator = await startEmulator({ instances: 12, servers: 1, taskSeconds: 1.5 });
  await giveItAPast(emulator);
  publicAddress = emulator.control.instance(instance).addresses[1] ?? "";
  await emulator.control.changeInstance(instance, { sslEnabled: true, connectAddress: publicAddress });
  const restricted = emulator.control.createCredential({ actions: [] });
  secrets.push(emulator.secretId, emulator.secretKey, restricted.secretId, restricted.secretKey, restricted.token);
  whole = await conformanceOf(
    emulator,
    instance,
    ["--allow-restarts", ...leftByThePast, "--record", recording, "--json"],
    {
      TENCENTCLOUD_RESTRICTED_SECRET_ID: restricted.secretId,
      TENCENTCLOUD_RESTRICTED_SECRET_KEY: restricted.secretKey,
      TENCENTCLOUD_RESTRICTED_TOKEN: restricted.token,
    },
  );
});
afterAll(() => emulator.close());

test("against the emulator every assumption and every row of the contract is tried, and all hold", () => {
  const rows = rowsOf(whole);
  expect(rows.filter(({ verdict }) => verdict !== "holds")).toEqual([]);
  const known = [...assumptionRows, ...contractRows].map(({ name }) => name);
  expect(rows.map(({ name }) => name)).toEqual(["instance", ...known]);
  expect(whole.exitCode).toBe(0);
});

test("afterwards the instance is as it was", () => {
  const view = emulator.control.instance(instance);
  expect(view).toMatchObject({ sslEnabled: true, connectAddress: publicAddress, status: "running" });
  expect(view.restarts).toBeGreaterThan(3);
});

test("the recording holds every request and reply, and no key", () => {
  const text = readFileSync(recording, "utf8");
  const lines = text.trim().split("\n");
  expect(lines.length).toBeGreaterThan(200);
  // Not the whole text in a failure: it is long.
  for (const secret of [...secrets, "TC3-HMAC-SHA256 Credential"]) expect(text.includes(secret)).toBe(false);
});

test("a recording replays to the same rows, without the endpoint", async () => {
  const replayed = await conformance(["--replay", recording, "--json"], { TENCENTCLOUD_SECRET_ID: "" });
  expect(rowsOf(replayed)).toEqual(rowsOf(whole));
  expect(replayed.exitCode).toBe(0);
});

test("against an endpoint that breaks one assumption, that one differs and the exit code is 1", async () => {
  const code = "InvalidParameterValue.ParameterValueExceedError";
  const proxy = await alteringProxy(emulator.endpoint, (body) => body.replace(code, "InvalidParameterValue"));
  try {
    const outcome = await conformanceOf({ ...emulator, endpoint: proxy.endpoint }, instance, ["--json"]);
    const differing = rowsOf(outcome).filter(({ verdict }) => verdict === "differs");
    expect(differing).toMatchObject([{ name: "taskLimit", seen: "InvalidParameterValue; InvalidParameterValue" }]);
    expect(outcome.exitCode).toBe(1);
  } finally {
    proxy.close();
  }
});

test.each(differences)("in a cloud in which $rows differs, no other row does", async (difference) => {
  const { head, exchanges } = readRecording<Target>(readFileSync(recording, "utf8"));
  const wire = replayWire(withDifference(exchanges, difference));
  const watcher = { say: () => undefined, interruption: new AbortController().signal };
  const rows = await runConformance(wire, head, watcher);
  expect(rows.filter(({ verdict }) => verdict === "differs").map(({ name }) => name)).toEqual(difference.rows);
  expect(exitCode(rows)).toBe(1);
});

test("without consent nothing is changed, what would restart is not tried, and the rest is", async () => {
  await emulator.control.changeInstance("postgres-emu00006", { sslEnabled: true });
  const outcome = await conformanceOf(emulator, "postgres-emu00006", []);
  expect(emulator.control.instance("postgres-emu00006")).toMatchObject({ modifies: 0, sslEnabled: true });
  expect(outcome.stdout).toMatch(/not tried +restarts\n.*\n.*\n.*seen +the instance may not be restarted/);
  expect(outcome.stdout).toMatch(/holds +taskLimit\n/);
  expect(outcome.stdout).toMatch(/\d\d hold, 0 differ, \d+ not tried\n$/);
  expect(outcome.exitCode).toBe(0);
});

test("Ctrl-C gives the instance its setting back first", async () => {
  const id = "postgres-emu00007";
  const outcome = await conformanceOf(emulator, id, ["--allow-restarts"], {}, (interrupt) => {
    void eventually(() => emulator.control.instance(id).modifies > 0).then(interrupt);
  });
  expect(outcome.stderr).toContain("Interrupted: the instance gets its setting back first.");
  expect(outcome.exitCode).toBe(2);
  expect(emulator.control.instance(id)).toMatchObject({ sslEnabled: false, modifies: 2, status: "running" });
});

test.each([
  [["--region", "ap-guangzhou"], "--endpoint is needed"],
  [["--endpoint", "http://127.0.0.1:1", "--region", "ap-guangzhou", "--instance", instance], "cannot be read"],
  [
    ["--endpoint", "http://x", "--region", "x", "--instance", "x", "--poll-seconds", "never"],
    "--poll-seconds must be a number above 0",
  ],
])("%j ends it with a sentence and exit code 2", async (args, says) => {
  const environment = { TENCENTCLOUD_SECRET_ID: "id", TENCENTCLOUD_SECRET_KEY: "key" };
  const outcome = await conformance(["--record", recordingFile(), ...args], environment);
  expect(outcome.stderr).toContain(says);
  expect(outcome.exitCode).toBe(2);
});
