import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { DatabaseAnswer, DatabaseQuestion, ServerCertificateView } from "./question";

const timeoutMs = 5_000;
/** Source: PostgreSQL's documentation, "Message Formats": SSLRequest, and StartupMessage of protocol 3.0. */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const startup = startupMessage({ user: "conformance", database: "postgres" });

/** Begins to log in and looks how far it gets; no password is sent. */
export async function askDatabase({ host, port, tls }: DatabaseQuestion): Promise<DatabaseAnswer> {
  const plain = connect({ host, port });
  // Whoever waits for an event gets the error as well; this listener keeps it from ending the process afterwards.
  plain.on("error", () => undefined);
  try {
    await next(plain, "connect");
    if (!tls) return await begin(plain);
    if ((await request(plain, sslRequest)).toString("latin1", 0, 1) !== "S") return { says: "no TLS" };
    // Whether the certificate can be trusted is another question than what it says.
    const secure = connectTls({ socket: plain, host, rejectUnauthorized: false });
    secure.on("error", () => undefined);
    await next(secure, "secureConnect");
    const { serialNumber, subjectaltname, valid_to: validTo } = secure.getPeerCertificate();
    return await begin(secure, { serialNumber, names: subjectaltname ?? "", validTo });
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  } finally {
    plain.destroy();
  }
}

async function begin(socket: Socket, certificate?: ServerCertificateView): Promise<DatabaseAnswer> {
  const reply = await request(socket, startup);
  if (reply.toString("latin1", 0, 1) === "R") return { says: "authenticate", ...(certificate ? { certificate } : {}) };
  return { says: "error", message: errorMessage(reply) };
}

async function request(socket: Socket, message: Buffer): Promise<Buffer> {
  socket.write(message);
  const [reply] = (await next(socket, "data")) as [Buffer];
  return reply;
}

/** @throws Error when the event does not come in time */
function next(socket: Socket, event: string): Promise<unknown[]> {
  return once(socket, event, { signal: AbortSignal.timeout(timeoutMs) });
}

/** The field M of an ErrorResponse. */
function errorMessage(reply: Buffer): string {
  const fields = reply.toString("utf8", 5).split("\0");
  return fields.find((field) => field.startsWith("M"))?.slice(1) ?? "no message";
}

function startupMessage(parameters: Readonly<Record<string, string>>): Buffer {
  const text = Object.entries(parameters).flatMap(([name, value]) => [name, value]);
  const body = Buffer.from(`${text.join("\0")}\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + body.length, 0);
  head.writeInt32BE(3 << 16, 4);
  return Buffer.concat([head, body]);
}
