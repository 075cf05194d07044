import { CallLog } from "./calls";
import { createAuthority } from "./certificates";
import { Cloud, DatabaseTls, seed, SslChanges } from "./cloud";
import type { ActionName } from "./contract";
import { Control, type InstanceSummary, Violations } from "./control";
import { Faults, NextTasks } from "./faults";
import { Gateway, RateLimit } from "./gateway";
import { caDownload } from "./http/ca-download";
import { listen } from "./http/listen";
import { route } from "./http/router";
import { checkOptions, defaultOptions, type EmulatorOptions } from "./options";
import { startPostgresServers } from "./postgres";
import { Credentials, randomSecretId, randomSecretKey } from "./signature";

/** A running emulator. */
export interface Emulator {
  /** Such as `http://127.0.0.1:4100`. */
  readonly endpoint: string;
  readonly secretId: string;
  readonly secretKey: string;
  readonly region: string;
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
  checkOptions(options);
  const settings = { ...defaultOptions, ...options };
  const { region, taskSeconds } = settings;
  const [authority, postgres] = await Promise.all([createAuthority(), startPostgresServers(settings.servers)]);
  const listener = await listen(settings.host, settings.port);
  // From here to the handler nothing is awaited, so no request can come in between.
  const now = () => Date.now();
  const ca = caDownload(authority, listener.endpoint);
  const cloud = new Cloud(() =>
    seed({ instances: settings.instances, region, servers: postgres.servers, now: new Date() }),
  );
  const tls = new DatabaseTls(authority);
  const changes = new SslChanges(cloud, tls, now);
  const faults = new Faults();
  const nextTasks = new NextTasks(taskSeconds);
  const calls = new CallLog();
  const violations = new Violations();
  const limit = new RateLimit(settings.rate);
  const credentials = new Credentials({
    secretId: settings.secretId ?? randomSecretId(),
    secretKey: settings.secretKey ?? randomSecretKey(),
  });
  const onReply = (action: ActionName, body: string) => {
    if (settings.checkReplies) violations.check(action, body);
    settings.onReply?.(action, body);
  };
  const base = { cloud, changes, nextTasks, ca };
  const gateway = new Gateway({ credentials, limit, faults, calls, base, now, onReply });
  const reset = async () => {
    changes.stop();
    for (const store of [cloud, calls, violations, limit, credentials]) store.reset();
    for (const store of [faults, nextTasks]) store.clear();
    await Promise.all(postgres.servers.map((server) => tls.reset(server)));
  };
  const control = new Control({
    ...{ cloud, tls, changes, faults, nextTasks, calls, credentials, violations, ca, region, now, reset },
  });
  listener.server.on("request", (request, response) => {
    route(request, response, { gateway, control, ca }).catch((error: unknown) => {
      if (!request.destroyed) console.error(error);
      response.destroy();
    });
  });
  return {
    endpoint: listener.endpoint,
    ...credentials.permanent,
    region,
    instances: control.instances(),
    control,
    reset,
    close: async () => {
      changes.stop();
      await listener.close();
      await postgres.stop();
    },
  };
}
