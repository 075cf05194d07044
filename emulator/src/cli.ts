import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { defaultOptions, type EmulatorOptions } from "./options";
import { portVariable } from "./http/listen";
import { type Emulator, startEmulator } from "./start-emulator";

const usage = `Usage: tencentdb-postgres-emulator [options]

A local TencentDB for PostgreSQL API with real PostgreSQL servers behind it.

  --port N           port to listen on; 0 takes a free one (4100)
  --host ADDRESS     address to listen on (127.0.0.1)
  --instances N      primary instances, in each region (3)
  --servers N        how many of them have a real PostgreSQL (1)
  --task-seconds S   how long a task takes; may be a fraction (2)
  --rate N           calls a second that each action takes; 0 for any number (20)
  --region NAME      region, or one of several, of the instances (ap-guangzhou)
  --allow-host NAME  a host name under which the emulator may be reached, beside
                     addresses and localhost; may be given several times
  --check-replies    hold every reply against the API's contract
  --keep-running     keep running after the starting program or shell has ended
  --version          show the version
  --help             show this

TENCENTCLOUD_EMULATOR_PORT names the port where --port does not.
TENCENTCLOUD_EMULATOR_SECRET_ID and TENCENTCLOUD_EMULATOR_SECRET_KEY set the
keys; without them they are made at random. When it is ready, one line of JSON
with the endpoint, the keys and the instances is printed.
`;

const defaultPort = 4100;

interface CommandLine extends EmulatorOptions {
  /** Whether it outlives the program that started it. */
  readonly keepRunning: boolean;
}

function readOptions(): CommandLine | "help" | "version" {
  const { values } = parseArgs({
    options: {
      port: { type: "string" },
      host: { type: "string" },
      instances: { type: "string" },
      servers: { type: "string" },
      "task-seconds": { type: "string" },
      rate: { type: "string" },
      region: { type: "string", multiple: true },
      "allow-host": { type: "string", multiple: true },
      "check-replies": { type: "boolean" },
      "keep-running": { type: "boolean" },
      version: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return "help";
  if (values.version) return "version";
  const { TENCENTCLOUD_EMULATOR_SECRET_ID: secretId, TENCENTCLOUD_EMULATOR_SECRET_KEY: secretKey } = process.env;
  const portOfEnvironment = process.env[portVariable] === "" ? undefined : process.env[portVariable];
  return {
    port: toNumber("--port", values.port) ?? toNumber(portVariable, portOfEnvironment) ?? defaultPort,
    host: values.host ?? defaultOptions.host,
    instances: toNumber("--instances", values.instances) ?? defaultOptions.instances,
    ...optional("servers", toNumber("--servers", values.servers)),
    taskSeconds: toNumber("--task-seconds", values["task-seconds"]) ?? defaultOptions.taskSeconds,
    rate: toNumber("--rate", values.rate) ?? defaultOptions.rate,
    region: values.region ?? defaultOptions.region,
    allowedHosts: values["allow-host"] ?? defaultOptions.allowedHosts,
    checkReplies: values["check-replies"] ?? defaultOptions.checkReplies,
    keepRunning: values["keep-running"] ?? false,
    ...optional("secretId", secretId),
    ...optional("secretKey", secretKey),
  };
}

/** The property, unless it has no value. */
function optional<K extends string, T>(name: K, value: T | undefined): Partial<Record<K, T>> {
  return value === undefined || value === "" ? {} : ({ [name]: value } as Partial<Record<K, T>>);
}

function toNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() === "" || Number.isNaN(number)) throw new Error(`${name} must be a number, not "${text}".`);
  return number;
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options === "help" || options === "version") {
    process.stdout.write(options === "help" ? usage : `${ownVersion()}\n`);
    return;
  }
  const { keepRunning, ...emulatorOptions } = options;
  const starting = startEmulator(emulatorOptions);
  // What ends it while it is starting still ends the servers that it has started by then. A second signal changes
  // nothing: npm passes on the one that the terminal has sent already.
  let ending: Promise<void> | undefined;
  const endOnce = () => void (ending ??= end(starting));
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, endOnce);
  process.on("SIGHUP", keepRunning ? () => undefined : endOnce);
  if (!keepRunning) whenParentEnds(endOnce);
  const { endpoint, secretId, secretKey, region, regions, instances } = await starting;
  process.stdout.write(`${JSON.stringify({ endpoint, secretId, secretKey, region, regions, instances })}\n`);
  // For a person. A program may read both streams as one, so it gets nothing but the line of JSON.
  if (process.stderr.isTTY) {
    process.stderr.write(`Watch and change the databases at ${endpoint}. Press Ctrl-C to stop the emulator.\n`);
  }
}

function ownVersion(): string {
  const manifest = readFileSync(join(__dirname, "..", "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

async function end(starting: Promise<Emulator>): Promise<void> {
  await starting.then((emulator) => emulator.close()).catch(() => undefined);
  process.exit();
}

const pollMilliseconds = 500;

/**
 * Calls back once when the program that started this one has ended, however it ended.
 *
 * A signal to `npx` or to `npm run` reaches npm alone, or npm and the shell that it puts in between, but never what runs
 * in that shell. So where npm is at work, its shell counts together with npm itself.
 */
function whenParentEnds(callback: () => void): void {
  const parent = process.ppid;
  const npm = isShellOfNpm(parent) ? parentOf(parent) : undefined;
  const timer = setInterval(() => {
    const isAlive = process.ppid === parent && isRunning(parent) && (npm === undefined || parentOf(parent) === npm);
    if (isAlive) return;
    clearInterval(timer);
    callback();
  }, pollMilliseconds);
  timer.unref();
}

function isShellOfNpm(pid: number): boolean {
  if (process.env.npm_command === undefined) return false;
  return /^\d+ \((sh|dash|bash|ash|zsh|busybox)\) /.test(processRecord(pid));
}

function parentOf(pid: number): number | undefined {
  const [, parent] = /\) \S (\d+) /.exec(processRecord(pid)) ?? [];
  return parent === undefined ? undefined : Number(parent);
}

/** What Linux says of a process; empty where there is no such file, as on other systems. */
function processRecord(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return "";
  }
}

/** Windows gives a process no other parent when its own ends, so the parent has to be looked at. */
function isRunning(pid: number): boolean {
  if (process.platform !== "win32") return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
