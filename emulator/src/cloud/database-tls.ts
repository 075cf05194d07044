import type { Authority } from "../certificates";
import type { PostgresServer } from "../postgres";
import type { Instance, SslSetting } from "./instance";

/** Carries SSL settings over to the real servers, one change of a server at a time. */
export class DatabaseTls {
  private readonly queues = new Map<PostgresServer, Promise<void>>();

  constructor(private readonly authority: Authority) {}

  /** Gives the instance the setting. A server behind it is restarted with it; open connections are cut. */
  async apply(instance: Instance, setting: SslSetting, now: Date): Promise<void> {
    const { server } = instance;
    if (server) await this.enqueue(server, () => this.switchServer(server, setting));
    instance.ssl = setting;
    instance.updatedAt = now;
  }

  /** Restarts the server behind the instance, if there is one, with the setting that it has. */
  async restart({ server }: Instance): Promise<void> {
    if (server) await this.enqueue(server, () => server.restart());
  }

  /** Turns TLS off at the server, after all that is still under way there. */
  async reset(server: PostgresServer): Promise<void> {
    await this.enqueue(server, () => server.reset());
  }

  private async switchServer(server: PostgresServer, setting: SslSetting): Promise<void> {
    if (!setting.enabled) return server.turnTlsOff();
    await server.turnTlsOn(await this.authority.issueServerCertificate(setting.connectAddress));
  }

  private async enqueue(server: PostgresServer, work: () => Promise<void>): Promise<void> {
    const done = (this.queues.get(server) ?? Promise.resolve()).then(work);
    // A failed change is told to whoever asked for it; the next one starts all the same.
    this.queues.set(
      server,
      done.catch(() => undefined),
    );
    return done;
  }
}
