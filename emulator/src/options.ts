import { type ActionName, isRegion } from "./contract";

/** How an emulator is started. */
export interface EmulatorOptions {
  /** Port to listen on; 0 takes a free one. @default 0 */
  readonly port?: number;
  /** Address to listen on. @default "127.0.0.1" */
  readonly host?: string;
  /** Primary instances at the start, in each region. @default 3 */
  readonly instances?: number;
  /** How many of them, from the first on, have a real PostgreSQL. @default 1 */
  readonly servers?: number;
  /** How long a task takes, in seconds; may be a fraction. @default 2 */
  readonly taskSeconds?: number;
  /** Calls a second that an action takes; 0 for any number. @default 20 */
  readonly rate?: number;
  /** The region of the instances, or several, each with as many of them. @default "ap-guangzhou" */
  readonly region?: string | readonly string[];
  /** @default a random one */
  readonly secretId?: string;
  /** @default a random one */
  readonly secretKey?: string;
  /** Host names under which the emulator may be reached, beside addresses and localhost. @default [] */
  readonly allowedHosts?: readonly string[];
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
  allowedHosts: [],
  checkReplies: false,
} as const satisfies EmulatorOptions;

/** Options with the defaults filled in. */
export type Settings = EmulatorOptions &
  Required<Pick<EmulatorOptions, keyof typeof defaultOptions>> & { readonly regions: readonly [string, ...string[]] };

/** In all regions together. */
const mostInstances = 65_000;

/** Fills in the defaults. @throws Error that names the option and what it takes */
export function settle(options: EmulatorOptions): Settings {
  const settings = { ...defaultOptions, ...options };
  const { port, instances, taskSeconds, rate } = settings;
  const regions = regionsOf(settings.region);
  checkWhole("port", port, 65_535);
  checkWhole("instances", instances, Math.floor(mostInstances / regions.length));
  const servers = options.servers ?? Math.min(defaultOptions.servers, instances);
  checkWhole("servers", servers, instances * regions.length);
  checkWhole("rate", rate, Number.MAX_SAFE_INTEGER);
  if (!(taskSeconds >= 0)) throw new Error(`The option \`taskSeconds\` must be 0 or more, not ${taskSeconds}.`);
  return { ...settings, regions, servers };
}

function regionsOf(region: string | readonly string[]): readonly [string, ...string[]] {
  const [first = defaultOptions.region, ...others] = new Set([region].flat());
  for (const name of [first, ...others]) {
    if (!isRegion(name)) throw new Error(`The option \`region\` must be written like ap-guangzhou, not ${name}.`);
  }
  return [first, ...others];
}

function checkWhole(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= most) return;
  throw new Error(`The option \`${name}\` must be a whole number from 0 to ${most}, not ${value}.`);
}
