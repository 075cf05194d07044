import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Access, Keys } from "./lab/ask-api";
import type { Target } from "./lab/lab";
import { exitCode, type Result, runConformance, summary, table, type Watcher } from "./run-conformance";
import { type Exchange, liveWire, readRecording, replayWire, writeRecording } from "./lab/wire";

const usage = `Usage: tencentdb-postgres-emulator conformance --endpoint URL --region NAME --instance ID [options]
       tencentdb-postgres-emulator conformance --replay FILE [--json]

Tries the emulator's assumptions and the API's contract against any endpoint,
also the real cloud's, and says which hold.

  --endpoint URL            such as https://postgres.tencentcloudapi.com
  --region NAME             region of the instance
  --instance ID             an instance for tests
  --allow-restarts          change its SSL setting as well: restarts its database
                            several times and leaves the setting as it was
  --old-instance ID         an instance of PostgreSQL 10 or older, for one row
                            that needs it; only with --allow-restarts
  --role ARN                a role that the keys may assume, for the rows about roles
  --untrusted-role ARN      a role that the keys may not assume, for one of them
  --poll-seconds S          time between two looks at a task (2)
  --task-timeout-seconds S  how long a task may take (1200)
  --record FILE             where every request and reply is kept, without keys
                            (conformance.jsonl)
  --replay FILE             tries the rows against such a file, without a network
  --json                    print JSON instead of a table
  --help                    show this

Keys come from TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY and, for temporary
ones, TENCENTCLOUD_TOKEN; keys that may call nothing, for two rows that need them,
from TENCENTCLOUD_RESTRICTED_SECRET_ID and TENCENTCLOUD_RESTRICTED_SECRET_KEY.

The exit code is 0 when nothing differs, 1 when something does, and 2 when the
rows could not be tried.
`;

const options = {
  endpoint: { type: "string" },
  region: { type: "string" },
  instance: { type: "string" },
  "allow-restarts": { type: "boolean", default: false },
  "old-instance": { type: "string" },
  role: { type: "string" },
  "untrusted-role": { type: "string" },
  "poll-seconds": { type: "string", default: "2" },
  "task-timeout-seconds": { type: "string", default: "1200" },
  record: { type: "string", default: "conformance.jsonl" },
  replay: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

type Values = ReturnType<typeof readValues>;

function readValues(args: readonly string[]) {
  return parseArgs({ args: [...args], options }).values;
}

async function main(): Promise<number> {
  const values = readValues(process.argv.slice(3));
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const results = values.replay === undefined ? await live(values) : await replayed(values.replay);
  process.stdout.write(
    values.json ? `${JSON.stringify({ summary: summary(results), results }, null, 2)}\n` : table(results),
  );
  return exitCode(results);
}

async function replayed(file: string): Promise<Result[]> {
  const { head, exchanges } = readRecording<Target>(readFileSync(file, "utf8"));
  return runConformance(replayWire(exchanges), head, watcher());
}

async function live(values: Values): Promise<Result[]> {
  const keys = keysOf("TENCENTCLOUD_");
  if (!keys) throw new Error("Set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY.");
  const restrictedKeys = keysOf("TENCENTCLOUD_RESTRICTED_");
  const endpoint = new URL(required(values, "endpoint"));
  const target: Target = {
    endpoint: endpoint.href,
    region: required(values, "region"),
    instanceId: required(values, "instance"),
    allowRestarts: values["allow-restarts"],
    pollSeconds: seconds(values, "poll-seconds"),
    taskTimeoutSeconds: seconds(values, "task-timeout-seconds"),
    ...(values["old-instance"] === undefined ? {} : { oldInstanceId: values["old-instance"] }),
    ...(values.role === undefined ? {} : { roleArn: values.role }),
    ...(values["untrusted-role"] === undefined ? {} : { untrustedRoleArn: values["untrusted-role"] }),
    hasRestrictedKeys: restrictedKeys !== undefined,
  };
  const access: Access = { endpoint, region: target.region, keys, ...(restrictedKeys ? { restrictedKeys } : {}) };
  const wire = liveWire(access);
  try {
    return await runConformance(wire, target, watcher());
  } finally {
    keep(values.record, target, wire.exchanges, [keys, ...(restrictedKeys ? [restrictedKeys] : [])]);
  }
}

function keep(file: string, head: Target, exchanges: readonly Exchange[], keys: readonly Keys[]): void {
  const secrets = keys.flatMap(({ secretId, secretKey, token = "" }) => [secretId, secretKey, token]);
  writeFileSync(file, writeRecording({ head, exchanges }, secrets));
  say(`${exchanges.length} requests with their replies are in ${file}.`);
}

function keysOf(prefix: string): Keys | undefined {
  const {
    [`${prefix}SECRET_ID`]: secretId,
    [`${prefix}SECRET_KEY`]: secretKey,
    [`${prefix}TOKEN`]: token,
  } = process.env;
  if (!secretId || !secretKey) return undefined;
  return { secretId, secretKey, ...(token ? { token } : {}) };
}

function required(values: Values, name: "endpoint" | "region" | "instance"): string {
  const value = values[name];
  if (value === undefined || value === "") throw new Error(`--${name} is needed; see --help.`);
  return value;
}

function seconds(values: Values, name: "poll-seconds" | "task-timeout-seconds"): number {
  const number = Number(values[name]);
  if (!(number > 0)) throw new Error(`--${name} must be a number above 0, not "${values[name]}".`);
  return number;
}

/** Ctrl-C lets the change that is under way end, and gives the instance its setting back. */
function watcher(): Watcher {
  const interruption = new AbortController();
  process.once("SIGINT", () => {
    say("Interrupted: the instance gets its setting back first.");
    interruption.abort(new Error("Interrupted."));
  });
  return { say, interruption: interruption.signal };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  },
);
