import { assemble } from "./assemble";
import { createAuthority } from "./certificates/authority";
import type { Control } from "./control/control";
import type { InstanceSummary } from "./control/views";
import { listen, reachableAddress, tlsOptions } from "./http/listen";
import { answerFailure, route } from "./http/router";
import { answerConnect } from "./http/web-page-guard";
import { type EmulatorOptions, settle } from "./options";
import { startPostgresServers } from "./postgres/postgres-servers";

/** A running emulator. */
export interface Emulator {
  /** Such as `http://127.0.0.1:4100`. */
  readonly endpoint: string;
  readonly secretId: string;
  readonly secretKey: string;
  /** The first of its regions. */
  readonly region: string;
  /** All of them. */
  readonly regions: readonly string[];
  /** The instances at the start. */
  readonly instances: readonly InstanceSummary[];
  /** What the HTTP interface at `/_emulator/` offers, for programs in the same process. */
  readonly control: Control;
  /** Puts everything back to what it was at the start. */
  reset(): Promise<void>;
  /** Ends the emulator and every server that it started. */
  close(): Promise<void>;
}

/**
 * Starts a local TencentDB for PostgreSQL with real PostgreSQL servers behind its first instances.
 *
 * @throws Error when an option is wrong, the port is taken or a server does not start
 * @example
 * const emulator = await startEmulator({ instances: 2, servers: 0 });
 * console.log(emulator.endpoint);
 * await emulator.close();
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const settings = settle(options);
  const [authority, postgres] = await Promise.all([createAuthority(), startPostgresServers(settings.servers)]);
  try {
    const { host, port } = settings;
    const listener = await listen({ host, port, tls: await tlsOptions(authority, reachableAddress(host)) });
    // From here to the handler nothing is awaited, so no request can come in between.
    const cloud = assemble({ settings, authority, servers: postgres.servers, endpoint: listener.endpoint });
    listener.server.on("request", (request, response) => {
      route(request, response, cloud).catch((error: unknown) => answerFailure(request, response, error));
    });
    listener.server.on("connect", (request, socket, head) => {
      answerConnect(request, socket, head, { server: listener.server, allowedHosts: cloud.allowedHosts });
    });
    return {
      endpoint: listener.endpoint,
      ...cloud.credentials.permanent,
      region: cloud.control.region,
      regions: settings.regions,
      instances: cloud.control.instances(),
      control: cloud.control,
      reset: cloud.reset,
      close: async () => {
        cloud.stop();
        await listener.close();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
