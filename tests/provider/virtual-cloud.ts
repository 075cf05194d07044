import { useVirtualTime } from "./virtual-time";
import { assemble } from "../../emulator/src/assemble";
import { createAuthority } from "../../emulator/src/certificates/authority";
import type { Control } from "../../emulator/src/control/control";
import { type EmulatorOptions, settle } from "../../emulator/src/options";
import type { Action } from "../../provider/cloud/api-error";
import type { Send } from "../../provider/cloud/sdk-client";
import { DEFAULT_PACE, type Pace } from "../../provider/time/pace";
import { Session } from "../../provider/resource/session";
import { connect } from "./virtual-network";

// A test file imports this one before what loads the SDK.
jest.mock("tencentcloud-sdk-nodejs-postgres/tencentcloud/common/http/fetch", () =>
  jest.requireActual<object>("./virtual-network"),
);

export const REGION = "ap-guangzhou";
const ENDPOINT = "http://cloud.test";

/** A request as it reached the cloud. */
export interface SentRequest {
  readonly action: Action;
  readonly region: string;
  readonly request: Readonly<Record<string, unknown>>;
  /** Seconds since the cloud started. */
  readonly second: number;
}

/** The emulator without sockets and servers: its time is the test's, see virtual-time.ts. */
export interface VirtualCloud {
  readonly control: Control;
  readonly requests: readonly SentRequest[];
  /** The settings with which it is reached. */
  readonly env: Readonly<Record<EnvName, string>>;
  /** What a session told its user. */
  readonly lines: readonly string[];
  /** A session of its own, as a new run of Pulumi has. */
  session(options?: {
    readonly env?: NodeJS.ProcessEnv;
    readonly pace?: Partial<Pace>;
    readonly signal?: AbortSignal;
    readonly mayBeSent?: () => Promise<void>;
    readonly wrapSend?: (send: Send) => Send;
  }): Session;
  /** The actions that were called, in order. */
  actions(): Action[];
}

type EnvName = `TENCENTCLOUD_${"POSTGRES_ENDPOINT" | "SECRET_ID" | "SECRET_KEY" | "REGION"}`;

let authority: ReturnType<typeof createAuthority> | undefined;

/** Starts a cloud whose tasks take 10 s. */
export async function startVirtualCloud(
  options: Pick<EmulatorOptions, "instances" | "rate" | "secretId" | "secretKey" | "checkReplies"> = {},
): Promise<VirtualCloud> {
  // Keys are made in real time, once for all tests.
  const ground = { authority: await (authority ??= createAuthority()), servers: [], endpoint: ENDPOINT };
  const settings = settle({ instances: 2, rate: 0, servers: 0, taskSeconds: 10, region: REGION, ...options });
  const { gateway, control, credentials } = assemble({ ...ground, settings });
  const requests: SentRequest[] = [];
  const lines: string[] = [];
  const start = Date.now();
  connect(`${ENDPOINT}/`, (request) => {
    requests.push({
      action: request.headers["X-TC-Action"] as Action,
      region: String(request.headers["X-TC-Region"]),
      request: JSON.parse(request.body) as SentRequest["request"],
      second: (Date.now() - start) / 1000,
    });
    return gateway.answer({
      method: request.method,
      query: "",
      headers: Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k.toLowerCase(), String(v)])),
      body: Buffer.from(request.body),
      isTooLarge: false,
    });
  });
  const env = {
    TENCENTCLOUD_POSTGRES_ENDPOINT: ENDPOINT,
    TENCENTCLOUD_SECRET_ID: credentials.permanent.secretId,
    TENCENTCLOUD_SECRET_KEY: credentials.permanent.secretKey,
    TENCENTCLOUD_REGION: REGION,
  };
  return {
    control,
    requests,
    env,
    lines,
    session: ({ env: moreEnv, pace, ...more } = {}) =>
      new Session({
        ...more,
        readConfig: () => undefined,
        env: { ...env, ...moreEnv },
        log: (line) => lines.push(line),
        pace: { ...DEFAULT_PACE, ...pace },
      }),
    actions: () => requests.map(({ action }) => action),
  };
}

/** Starts virtual time, and a new cloud before each test of a file. */
export function useVirtualCloud(started: (cloud: VirtualCloud) => void): void {
  useVirtualTime();
  beforeEach(async () => started(await startVirtualCloud()));
}
