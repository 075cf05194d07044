/**
 * How fast the emulator is: `npm run build && npx tsx benchmarks/emulator.ts`.
 *
 * Client and emulator are two processes on this machine. A bare server, which does nothing but read a request and answer
 * as many bytes, is measured in the same way a moment before: the ratio to it says more than the figure where other
 * programs take their share of the machine. Processor time does not depend on them at all.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent } from "node:http";
import { join } from "node:path";
import { type Caller, type RawRequest, send, signedRequest } from "../tests/emulator/raw-client";

const manyInstances = 2000;
const secondsEach = 5;
const connections = 32;
const steadyPerSecond = 500;
const emulatorFolder = JSON.stringify(join(__dirname, "..", "emulator"));

/** Runs in a process of its own: tells when it is ready, and its processor time whenever it is asked. */
const inOwnProcess = (startServer: string) => `
  const cpuMs = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
  process.on("message", () => process.send({ cpuMs: cpuMs() }));
  (async () => ${startServer})().then((caller) =>
    process.send({ caller, cpuMs: cpuMs(), megabytes: process.memoryUsage().rss / 2 ** 20 }));
`;

const startEmulator = `{
  const { endpoint, secretId, secretKey, region } = await require(${emulatorFolder}).startEmulator(
    { servers: 0, rate: 0, instances: ${manyInstances} });
  return { endpoint, secretId, secretKey, region };
}`;

const startBareServer = (body: string) => `{
  const body = ${JSON.stringify(body)};
  const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) };
  const server = require("node:http").createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(200, headers).end(body));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { endpoint: "http://127.0.0.1:" + server.address().port, secretId: "", secretKey: "", region: "" };
}`;

interface Started {
  readonly child: ChildProcess;
  readonly caller: Caller;
  readonly seconds: number;
  readonly cpuMs: number;
  readonly megabytes: number;
}

interface Speed {
  readonly perSecond: number;
  readonly cpuMsPerCall: number;
  readonly latencyMs: readonly number[];
}

async function main(): Promise<void> {
  const emulator = await start(startEmulator);
  const request = signedRequest(emulator.caller, "DescribeDBInstanceSSLConfig", { DBInstanceId: "postgres-emu00001" });
  const { body } = await send(emulator.caller.endpoint, request);
  const bareServer = await start(startBareServer(body));
  const bare = await measure(bareServer, request);
  const api = await measure(emulator, request);
  const ownMs = await ownMilliseconds(emulator.caller.endpoint);
  for (const { child } of [emulator, bareServer]) child.kill();

  const ratio = (a: number, b: number) => (a / b).toFixed(2);
  const row = (what: string, measured: string, wanted = "", bareFigure = "", toBare = "") => ({
    ...{ what, measured, wanted, "bare server": bareFigure, ratio: toBare },
  });
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  const latencyRow = (percent: number, wanted?: string) => {
    const [own, others] = [percentile(api.latencyMs, percent), percentile(bare.latencyMs, percent)];
    return row(`p${percent} at ${steadyPerSecond} requests/s`, ms(own), wanted, ms(others), ratio(own, others));
  };
  console.table([
    row(`start, ${manyInstances} instances`, `${emulator.seconds.toFixed(2)} s`, "< 1 s"),
    row("  processor time of that", `${(emulator.cpuMs / 1000).toFixed(2)} s`),
    row("memory then", `${emulator.megabytes.toFixed(0)} MB`, "< 120 MB"),
    row(
      "signed requests/s",
      ...[api.perSecond.toFixed(0), ">= 4000", bare.perSecond.toFixed(0), ratio(api.perSecond, bare.perSecond)],
    ),
    row("  processor time a request", ms(api.cpuMsPerCall), "", ms(bare.cpuMsPerCall)),
    row("own time a request", ms(ownMs), "< 1 ms"),
    latencyRow(50),
    latencyRow(99, "< 20 ms"),
  ]);
}

async function start(startServer: string): Promise<Started> {
  const begun = performance.now();
  const child = spawn(process.execPath, ["-e", inOwnProcess(startServer)], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  process.once("exit", () => child.kill());
  const [ready] = (await once(child, "message")) as [Pick<Started, "caller" | "cpuMs" | "megabytes">];
  return { child, seconds: (performance.now() - begun) / 1000, ...ready };
}

async function measure({ child, caller }: Started, request: RawRequest): Promise<Speed> {
  await saturate(caller.endpoint, request, 1);
  const before = await cpuMsOf(child);
  const answered = await saturate(caller.endpoint, request, secondsEach);
  const cpuMs = (await cpuMsOf(child)) - before;
  return {
    perSecond: answered / secondsEach,
    cpuMsPerCall: cpuMs / answered,
    latencyMs: await latencies(caller.endpoint, request),
  };
}

async function cpuMsOf(child: ChildProcess): Promise<number> {
  child.send("cpu");
  const [{ cpuMs }] = (await once(child, "message")) as [{ cpuMs: number }];
  return cpuMs;
}

/** Sends as many requests as there are connections for, one after the other on each. @returns how many were answered */
async function saturate(endpoint: string, request: RawRequest, seconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const ends = performance.now() + seconds * 1000;
  let answered = 0;
  const worker = async () => {
    while (performance.now() < ends) {
      const { status } = await send(endpoint, request, agent);
      if (status !== 200) throw new Error(`Answered with HTTP ${status}.`);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  return answered;
}

/** Milliseconds of each request at a steady rate, counted from when it was due. */
async function latencies(endpoint: string, request: RawRequest): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const begun = performance.now();
  const pending: Promise<number>[] = [];
  while (pending.length < steadyPerSecond * secondsEach) {
    const due = begun + (pending.length * 1000) / steadyPerSecond;
    if (due <= performance.now()) {
      pending.push(send(endpoint, request, agent).then(() => performance.now() - due));
    } else {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
  const all = await Promise.all(pending);
  agent.destroy();
  return all;
}

/** What the emulator says that it took for each of its latest calls. */
async function ownMilliseconds(endpoint: string): Promise<number> {
  const log = (await (await fetch(`${endpoint}/_emulator/log`)).json()) as { milliseconds: number }[];
  return log.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / log.length;
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? NaN;
}

void main().then(() => process.exit(0));
