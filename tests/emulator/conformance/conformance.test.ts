import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../../emulator/src";
import { assumptionRows, contractRows } from "../../../emulator/src/conformance/checks/rows";
import type { Target } from "../../../emulator/src/conformance/lab/lab";
import { type Result, runConformance } from "../../../emulator/src/conformance/run-conformance";
import { liveWire, readRecording, replayWire, writeRecording } from "../../../emulator/src/conformance/lab/wire";
import { temporaryFolder } from "../../package/temporary-folder";
import { outcome } from "../emulator-process";
import { eventually } from "../use-emulator";
import { differences, withDifference } from "./differences";
import { giveItAPast, leftByThePast } from "./past";

const instance = "postgres-emu00001";
const secrets: string[] = [];
const recording = join(temporaryFolder(), "recording.jsonl");
let emulator: Emulator;
let whole: Awaited<ReturnType<typeof outcome>>;
let publicAddress: string;

beforeAll(async () => {
  emulator = await startEmulator({ instances: 12, servers: 1, taskSeconds: 1.5 });
  await giveItAPast(emulator);
  publicAddress = emulator.control.instance(instance).addresses[1] ?? "";
  await emulator.control.changeInstance(instance, { sslEnabled: true, connectAddress: publicAddress });
  const restricted = emulator.control.createCredential({ actions: [] });
  secrets.push(emulator.secretId, emulator.secretKey, restricted.secretId, restricted.secretKey, restricted.token);
  whole = await conformanceOf(instance, ["--allow-restarts", ...leftByThePast, "--record", recording, "--json"], {
    TENCENTCLOUD_RESTRICTED_SECRET_ID: restricted.secretId,
    TENCENTCLOUD_RESTRICTED_SECRET_KEY: restricted.secretKey,
    TENCENTCLOUD_RESTRICTED_TOKEN: restricted.token,
  });
});
afterAll(() => emulator.close());

test("against the emulator every assumption and every row of the contract is tried, and all hold", () => {
  const rows = rowsOf(whole);
  expect(rows.filter(({ verdict }) => verdict !== "holds")).toEqual([]);
  const known = [...assumptionRows, ...contractRows].map(({ name }) => name);
  expect(rows.map(({ name }) => name)).toEqual(["instance", ...known]);
  expect(whole.code).toBe(0);
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

test.each(differences)("in a cloud in which %s differs, no other row does", async (...difference) => {
  const { head, exchanges } = readRecording<Target>(readFileSync(recording, "utf8"));
  const wire = replayWire(withDifference(exchanges, difference));
  const watcher = { say: () => undefined, interruption: new AbortController().signal };
  expect(differing(await runConformance(wire, head, watcher)).join(", ")).toBe(difference[0]);
});

test.each([
  [{ unchangedModify: "nothing", serverChain: "leaf", failureReason: "Output" }, ["unchanged", "serverChain"]],
  [{ unchangedModify: "error", failureReason: "StepMessage" }, ["unchanged"]],
] as const)("in a cloud that answers in another way, %j, the rows that differ are %j", async (behaviour, rows) => {
  const usual = emulator.control.behaviour({});
  emulator.control.behaviour(behaviour);
  const { endpoint, region, secretId, secretKey } = emulator;
  const wire = liveWire({ endpoint: new URL(endpoint), region, keys: { secretId, secretKey } });
  const pace = { pollSeconds: 0.07, taskTimeoutSeconds: 1200 };
  const target = { endpoint, region, instanceId: instance, allowRestarts: true, hasRestrictedKeys: false, ...pace };
  const watcher = { say: () => undefined, interruption: new AbortController().signal };
  const results = await runConformance(wire, target, watcher).finally(() => emulator.control.behaviour(usual));
  expect(differing(results)).toEqual(rows);
  const seen = results.find(({ name }) => name === "failureMessage")?.seen;
  expect(seen).toMatch(new RegExp(`${behaviour.failureReason} ".*The step did not finish\\.`));
});

test("the command replays a recording to the same rows, without the endpoint; where one differs, the exit code is 1", async () => {
  const { head, exchanges } = readRecording<Target>(readFileSync(recording, "utf8"));
  const altered = join(temporaryFolder(), "recording.jsonl");
  const taskLimit = differences.filter(([rows]) => rows === "taskLimit");
  writeFileSync(altered, writeRecording({ head, exchanges: taskLimit.reduce(withDifference, exchanges) }, []));
  const replayed = await outcome(["conformance", "--replay", altered, "--json"], { TENCENTCLOUD_SECRET_ID: "" });
  expect([differing(rowsOf(replayed)), replayed.code]).toEqual([["taskLimit"], 1]);
  const others = (rows: readonly Result[]) => rows.filter(({ name }) => name !== "taskLimit");
  expect(others(rowsOf(replayed))).toEqual(others(rowsOf(whole)));
});

test("without consent nothing is changed, what would restart is not tried, and the rest is", async () => {
  await emulator.control.changeInstance("postgres-emu00006", { sslEnabled: true });
  const { stdout, code } = await conformanceOf("postgres-emu00006", []);
  expect(emulator.control.instance("postgres-emu00006")).toMatchObject({ modifies: 0, sslEnabled: true });
  expect(stdout).toMatch(/not tried +restarts\n.*\n.*\n.*seen +the instance may not be restarted/);
  expect(stdout).toMatch(/holds +taskLimit\n/);
  expect(stdout).toMatch(/\d\d hold, 0 differ, \d+ not tried\n$/);
  expect(code).toBe(0);
});

test("Ctrl-C gives the instance its setting back first", async () => {
  const id = "postgres-emu00007";
  const { stderr, code } = await conformanceOf(id, ["--allow-restarts"], {}, (interrupt) => {
    void eventually(() => emulator.control.instance(id).modifies > 0).then(interrupt);
  });
  expect(stderr).toContain("Interrupted: the instance gets its setting back first.");
  expect(code).toBe(2);
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
  const record = join(temporaryFolder(), "recording.jsonl");
  const { stderr, code } = await outcome(["conformance", "--record", record, ...args], environment);
  expect(stderr).toContain(says);
  expect(code).toBe(2);
});

/** Runs the command against an instance of the emulator, as a user would. */
function conformanceOf(
  id: string,
  more: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  started?: (interrupt: () => void) => void,
) {
  const { endpoint, region, secretId, secretKey } = emulator;
  const target = ["--endpoint", endpoint, "--region", region, "--instance", id, "--poll-seconds", "0.07"];
  const record = ["--record", join(temporaryFolder(), "recording.jsonl")];
  const keys = { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey };
  return outcome(["conformance", ...target, ...record, ...more], { ...keys, ...environment }, started);
}

/** The rows that the command printed as JSON. */
function rowsOf({ stdout, stderr }: typeof whole): readonly Result[] {
  if (stdout === "") throw new Error(stderr);
  return (JSON.parse(stdout) as { results: Result[] }).results;
}

function differing(rows: readonly Result[]): string[] {
  return rows.filter(({ verdict }) => verdict === "differs").map(({ name }) => name);
}
