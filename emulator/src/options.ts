import type { ActionName } from "./contract";

/** How an emulator is started. */
export interface EmulatorOptions {
  /** Port to listen on; 0 takes a free one. @default 0 */
  readonly port?: number;
  /** Address to listen on. @default "127.0.0.1" */
  readonly host?: string;
  /** Primary instances at the start. @default 3 */
  readonly instances?: number;
  /** How many of them, from the first on, have a real PostgreSQL. @default 1 */
  readonly servers?: number;
  /** How long a task takes, in seconds; may be a fraction. @default 2 */
  readonly taskSeconds?: number;
  /** Calls a second that an action takes; 0 for any number. @default 20 */
  readonly rate?: number;
  /** Region of the instances. @default "ap-guangzhou" */
  readonly region?: string;
  /** @default a random one */
  readonly secretId?: string;
  /** @default a random one */
  readonly secretKey?: string;
  /** Hold every reply against the API's contract and list those that break it. @default false */
  readonly checkReplies?: boolean;
  /** Called with every reply that no fault has spoilt. */
  readonly onReply?: (action: ActionName, body: string) => void;
}

export const defaultOptions = {
  port: 0,
  host: "127.0.0.1",
  instances: 3,
  servers: 1,
  taskSeconds: 2,
  rate: 20,
  region: "ap-guangzhou",
  checkReplies: false,
} as const satisfies EmulatorOptions;

/** @throws Error that names the option and what it takes */
export function checkOptions(options: EmulatorOptions): void {
  const { port, instances, servers, taskSeconds, rate } = { ...defaultOptions, ...options };
  checkWhole("port", port, 65_535);
  checkWhole("instances", instances, 65_000);
  checkWhole("servers", servers, instances);
  checkWhole("rate", rate, Number.MAX_SAFE_INTEGER);
  if (!(taskSeconds >= 0)) throw new Error(`The option \`taskSeconds\` must be 0 or more, not ${taskSeconds}.`);
}

function checkWhole(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= most) return;
  throw new Error(`The option \`${name}\` must be a whole number from 0 to ${most}, not ${value}.`);
}
