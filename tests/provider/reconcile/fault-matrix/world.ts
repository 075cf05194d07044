import { createServer } from "node:net";
import { type Emulator, startEmulator } from "tencentdb-postgres-emulator";
import type { Action } from "../../../../provider/cloud/api-error";
import { sdkSend } from "../../../../provider/cloud/sdk-client";
import { DEFAULT_PACE, type Pace } from "../../../../provider/model/pace";
import { Session } from "../../../../provider/resource/session";

/** A real emulator, and sessions that talk to it through the vendor's SDK, in a time that runs faster. */
export interface World {
  readonly emulator: Emulator;
  readonly pace: Pace;
  /** Seconds of the matrix as the emulator counts them. */
  seconds(matrixSeconds: number): number;
  session(options?: SessionWatch): Session;
  close(): Promise<void>;
}

export interface SessionWatch {
  /** Told of every request that is sent. */
  readonly onSend?: (action: Action) => unknown;
  /** Whether the endpoint refuses the connection of this request. */
  readonly isRefused?: (action: Action) => boolean;
  /** Stands around every request; may keep it from being sent, or its reply from arriving. */
  readonly around?: (action: Action, send: () => Promise<unknown>) => Promise<unknown>;
  readonly onLine?: (line: string) => void;
  /** Ends the session's waits, as the end of its process would. */
  readonly signal?: AbortSignal;
}

export async function openWorld(instances: number, secondMs: number): Promise<World> {
  const emulator = await startEmulator({
    instances,
    servers: 0,
    rate: 0,
    taskSeconds: (30 * secondMs) / 1000,
    checkReplies: true,
  });
  // Scaled down, the usual 20 s would be so short that a busy machine alone could exceed them; and a look every second of
  // each of the many who wait at once would be thousands of requests a second.
  const pace = { ...DEFAULT_PACE, secondMs, requestTimeoutSeconds: 150, taskLookSeconds: 3, taskSlowLookSeconds: 3 };
  const toNowhere = sdkSend({
    endpoint: { protocol: "http://", host: `127.0.0.1:${await findClosedPort()}` },
    credentials: { getCredential: () => Promise.resolve(emulator) },
    requestTimeoutMs: pace.requestTimeoutSeconds * secondMs,
  });
  const session = ({ onSend, isRefused, around, onLine, signal }: SessionWatch = {}): Session =>
    new Session({
      readConfig: () => undefined,
      env: {
        TENCENTCLOUD_POSTGRES_ENDPOINT: emulator.endpoint,
        TENCENTCLOUD_SECRET_ID: emulator.secretId,
        TENCENTCLOUD_SECRET_KEY: emulator.secretKey,
        TENCENTCLOUD_REGION: emulator.region,
      },
      log: onLine ?? (() => undefined),
      pace,
      signal,
      wrapSend: (send) => (region, action, request) => {
        onSend?.(action);
        const sendOn = () => (isRefused?.(action) ? toNowhere : send)(region, action, request);
        return around ? around(action, sendOn) : sendOn();
      },
    });
  return {
    emulator,
    pace,
    seconds: (matrixSeconds) => (matrixSeconds * secondMs) / 1000,
    session,
    close: () => emulator.close(),
  };
}

/** A port on which nobody listens, for connections that are really refused. */
async function findClosedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 1;
}
