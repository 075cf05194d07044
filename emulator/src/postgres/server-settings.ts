import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { ServerCertificate } from "../certificates/authority";
import { superuserName } from "./data-directory";
import { shareDirectory, writeOwnFile } from "./own-file";
import type { ServerAccount } from "./process";

/** What a server is told when it starts, and where that lies. */
interface SettingsOptions {
  readonly directory: string;
  readonly account: ServerAccount | undefined;
  readonly addresses: readonly string[];
  readonly port: number;
  readonly majorVersion: number;
}

/**
 * TLS 1.0 to 1.3, as the product's guide has it: https://cloud.tencent.com/document/product/409/115986. PostgreSQL alone
 * begins at 1.2, and OpenSSL speaks the older ones at its lowest level of security only; the rest of the list is PostgreSQL's default.
 */
const tlsVersions = ["ssl_min_protocol_version = 'TLSv1'", "ssl_ciphers = 'HIGH:MEDIUM:+3DES:!aNULL:@SECLEVEL=0'"];

/**
 * `pg_hba.conf`: a password for the login and the roles that it makes, with or without TLS; nothing documented says that SSL
 * becomes mandatory. The superuser has no password and may not log in anyway.
 */
const accessRules = `host all ${superuserName} all reject\nhost all all all scram-sha-256\n`;

/**
 * The settings and certificates of one server, in a folder of their own.
 *
 * A server's account can read there but not write. If it could, a link in the place of a file would make the emulator overwrite
 * another file, as another user.
 */
export class ServerSettings {
  constructor(private readonly options: SettingsOptions) {}

  /** The file that PostgreSQL is started with. */
  get file(): string {
    return this.pathOf("postgresql.conf");
  }

  /** Makes the folder and all that is in it, with TLS off. */
  async create(): Promise<void> {
    const { directory, account } = this.options;
    await mkdir(directory, { mode: 0o700 });
    await shareDirectory(directory, account);
    await this.write("pg_hba.conf", accessRules);
    await this.write("pg_ident.conf", "");
    await this.write("postgresql.conf", this.content());
    await this.turnTlsOff();
  }

  async turnTlsOn({ certificatePem, privateKeyPem }: ServerCertificate): Promise<void> {
    await this.write("server.crt", certificatePem);
    await this.write("server.key", privateKeyPem);
    const [certificate, key] = ["server.crt", "server.key"].map((name) => this.quoted(name));
    await this.write("tls.conf", `ssl = on\nssl_cert_file = ${certificate}\nssl_key_file = ${key}\n`);
  }

  async turnTlsOff(): Promise<void> {
    await this.write("tls.conf", "ssl = off\n");
  }

  /** `postgresql.conf` for a server that is small and quick, and whose data nobody will miss. */
  private content(): string {
    const { addresses, port, majorVersion } = this.options;
    return [
      `hba_file = ${this.quoted("pg_hba.conf")}`,
      `ident_file = ${this.quoted("pg_ident.conf")}`,
      `listen_addresses = '${addresses.join(",")}'`,
      `port = ${port}`,
      "unix_socket_directories = ''",
      "password_encryption = 'scram-sha-256'",
      "max_connections = 50",
      "shared_buffers = 16MB",
      // Shared memory in files of the data directory, so that a killed server leaves nothing behind outside of it.
      "dynamic_shared_memory_type = mmap",
      "fsync = off",
      "synchronous_commit = off",
      "full_page_writes = off",
      "wal_level = minimal",
      "max_wal_senders = 0",
      "max_wal_size = 32MB",
      "min_wal_size = 2MB",
      "autovacuum = off",
      "jit = off",
      "max_logical_replication_workers = 0",
      // From PostgreSQL 18 on; its default starts three more processes.
      ...(majorVersion >= 18 ? ["io_method = sync"] : []),
      ...(majorVersion >= 12 ? tlsVersions : []),
      `include ${this.quoted("tls.conf")}`,
      "",
    ].join("\n");
  }

  private async write(name: string, content: string): Promise<void> {
    await writeOwnFile(this.pathOf(name), content, this.options.account);
  }

  /** The path of a file of the folder, as PostgreSQL's settings take it. */
  private quoted(name: string): string {
    return `'${this.pathOf(name).replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
  }

  private pathOf(name: string): string {
    return join(this.options.directory, name);
  }
}
