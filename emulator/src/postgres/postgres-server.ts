import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import type { ServerCertificate } from "../certificates/authority";
import type { PostgresBinaries } from "./binaries";
import { databaseName, userName } from "./data-directory";
import { Postmaster, type ServerAccount } from "./process";
import { ServerSettings } from "./server-settings";

/** Where one server lives and how it is reached. */
export interface PostgresServerOptions {
  binaries: PostgresBinaries;
  account: ServerAccount | undefined;
  dataDirectory: string;
  /** A folder that there is not yet, for settings and certificates. */
  settingsDirectory: string;
  logFile: string;
  addresses: readonly string[];
  port: number;
  password: string;
}

/** Processes of a server that was killed may hold its memory for a moment, in which it does not start again. */
const attemptsAfterDeath = 5;
const pauseMilliseconds = 200;

/** A real PostgreSQL server whose TLS can be turned on and off, each time with a restart, as the product does it. */
export class PostgresServer {
  /** The first of its addresses. */
  readonly host: string;
  /** The loopback addresses it listens on: the private one first, then the public one. */
  readonly addresses: string[];
  readonly port: number;
  readonly user = userName;
  readonly password: string;
  readonly database = databaseName;
  /** Of PostgreSQL, for example `18.4`. */
  readonly version: string;
  private readonly settings: ServerSettings;
  private postmaster: Postmaster | undefined;
  private tlsOn = false;
  private down = false;
  private lastChange: Promise<void> = Promise.resolve();

  constructor(private readonly options: PostgresServerOptions) {
    this.addresses = [...options.addresses];
    this.host = options.addresses[0] ?? "127.0.0.1";
    this.port = options.port;
    this.password = options.password;
    const { version, majorVersion } = options.binaries;
    this.version = version;
    const { settingsDirectory: directory, account, addresses, port } = options;
    this.settings = new ServerSettings({ directory, account, addresses, port, majorVersion });
  }

  /** Whether the server ended by itself, or did not start when it was last to. A restart may bring it back. */
  get isDown(): boolean {
    return this.down;
  }

  /** Writes the configuration and starts the server, with TLS off. */
  start(): Promise<void> {
    return this.inTurn(async () => {
      await this.settings.create();
      await this.startProcess();
    });
  }

  /** Gives the server this certificate and restarts it; resolves when it speaks TLS. */
  turnTlsOn(certificate: ServerCertificate): Promise<void> {
    return this.inTurn(async () => {
      await this.settings.turnTlsOn(certificate);
      this.tlsOn = true;
      await this.restartProcess();
    });
  }

  /** Restarts the server without TLS; resolves when it accepts connections. */
  turnTlsOff(): Promise<void> {
    return this.inTurn(async () => {
      await this.settings.turnTlsOff();
      this.tlsOn = false;
      await this.restartProcess();
    });
  }

  /** Restarts the server as it is: open connections are cut, committed data stays. */
  restart(): Promise<void> {
    return this.inTurn(() => this.restartProcess());
  }

  /** Turns TLS off if it is on, and brings the server back if it is down. */
  async reset(): Promise<void> {
    if (this.tlsOn || this.down) await this.turnTlsOff();
  }

  /** Ends the server. */
  stop(): Promise<void> {
    return this.inTurn(() => this.stopProcess());
  }

  /** Ends the server without waiting for it; for the moment in which this process itself ends. */
  kill(): void {
    this.postmaster?.kill();
  }

  /** Changes run one after the other, in the order they were asked for; one that failed does not stop the next. */
  private inTurn(change: () => Promise<void>): Promise<void> {
    const result = this.lastChange.then(change);
    this.lastChange = result.catch(() => undefined);
    return result;
  }

  private async restartProcess(): Promise<void> {
    await this.stopProcess();
    await this.startProcess();
  }

  private async startProcess(): Promise<void> {
    const { binaries, account, dataDirectory, logFile } = this.options;
    const probe = async () => {
      for (const address of this.addresses) await this.connect(address);
    };
    const onDeath = (how: string) => {
      this.down = true;
      console.error(`PostgreSQL at ${this.host}:${this.port} ended by itself: ${how}`);
    };
    const { postgres } = binaries;
    const options = { postgres, dataDirectory, settingsFile: this.settings.file, logFile, account, probe, onDeath };
    try {
      this.postmaster = await retried(this.down ? attemptsAfterDeath : 1, () => Postmaster.start(options));
      this.down = false;
    } catch (error) {
      this.down = true;
      throw error;
    }
  }

  private async stopProcess(): Promise<void> {
    await this.postmaster?.stop();
    this.postmaster = undefined;
  }

  /** Logs in once at this address: with TLS if it is on, which fails while the server does not offer it. */
  private async connect(host: string): Promise<void> {
    const { port, user, password, database } = this;
    // The certificate names one address only, so at the others it cannot be verified; here only TLS itself matters.
    const ssl = this.tlsOn && { rejectUnauthorized: false };
    const client = new Client({ host, port, user, password, database, ssl, connectionTimeoutMillis: 5000 });
    try {
      await client.connect();
    } finally {
      await client.end();
    }
  }
}

async function retried<T>(attempts: number, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (attempts <= 1) throw error;
    await sleep(pauseMilliseconds);
    return retried(attempts - 1, attempt);
  }
}
