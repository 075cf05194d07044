import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { connect as connectTls, type DetailedPeerCertificate } from "node:tls";
import { type Access, rawAsker, sdkAsker } from "./ask-api";
import type {
  Answer,
  DatabaseAnswer,
  DatabaseQuestion,
  DownloadAnswer,
  DownloadQuestion,
  Question,
  ServerCertificateView,
  Wire,
} from "./question";

/** Asks for real, and keeps every exchange. */
export function liveWire(access: Access): Wire & { readonly exchanges: readonly Exchange[] } {
  const exchanges: Exchange[] = [];
  const askers = { api: sdkAsker(access), raw: rawAsker(access), database: askDatabase, download: askDownload };
  return {
    exchanges,
    ask: async <Q extends Question>(question: Q): Promise<Answer<Q>> => {
      // Which asker takes which question is known to the table, but not to the compiler.
      const ask = askers[question.ask] as (question: Question) => Promise<unknown>;
      const answer = withoutSecrets((await ask(question)) as Answer<Q>);
      exchanges.push({ at: new Date().toISOString(), question, answer });
      return answer;
    },
    pause: (seconds) => sleep(seconds * 1000),
    now: () => Date.now(),
  };
}

/** The keys of temporary credentials, as a reply names them. */
const secretFields = ["TmpSecretId", "TmpSecretKey", "Token"];

/** The answer without its keys, for the checks and for the recording. */
function withoutSecrets<T>(answer: T): T {
  return JSON.parse(
    JSON.stringify(answer, (name, value: unknown) => (secretFields.includes(name) ? "***" : value)),
  ) as T;
}

/** One question with its answer. */
export interface Exchange<Q extends Question = Question> {
  /** When it was answered: ISO 8601, UTC. */
  readonly at: string;
  readonly question: Q;
  readonly answer: Answer<Q>;
}

/** A run of the conformance checks as it is kept: what was asked for, then each exchange, one JSON value a line. */
interface Recording<Head> {
  readonly head: Head;
  readonly exchanges: readonly Exchange[];
}

/** @param secrets texts that must not get into the file, whatever an answer repeats */
export function writeRecording<Head>(recording: Recording<Head>, secrets: readonly string[]): string {
  const lines = [recording.head, ...recording.exchanges].map((value) => JSON.stringify(value));
  const text = `${lines.join("\n")}\n`;
  return secrets.filter((secret) => secret !== "").reduce((kept, secret) => kept.replaceAll(secret, "***"), text);
}

/** @throws Error when the text is no recording */
export function readRecording<Head>(text: string): Recording<Head> {
  const [head, ...exchanges] = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  if (head === undefined) throw new Error("The recording is empty.");
  return { head: head as Head, exchanges: exchanges as Exchange[] };
}

/** Answers out of a recording: each question with what was answered to it then, in the same order. */
export function replayWire(exchanges: readonly Exchange[]): Wire {
  const left = new Map<string, Exchange[]>();
  for (const exchange of exchanges) {
    const key = JSON.stringify(exchange.question);
    left.set(key, [...(left.get(key) ?? []), exchange]);
  }
  let now = Date.parse(exchanges[0]?.at ?? "");
  return {
    ask: async <Q extends Question>(question: Q): Promise<Answer<Q>> => {
      const exchange = left.get(JSON.stringify(question))?.shift();
      if (!exchange) throw new Error(`The recording has no answer to ${JSON.stringify(question)}.`);
      now = Math.max(now, Date.parse(exchange.at));
      return Promise.resolve(exchange.answer as Answer<Q>);
    },
    pause: () => Promise.resolve(),
    now: () => now,
  };
}

const timeoutMs = 5_000;
/** Source: PostgreSQL's documentation, "Message Formats": SSLRequest, and StartupMessage of protocol 3.0. */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const startup = startupMessage({ user: "conformance", database: "postgres" });

/** Begins to log in and looks how far it gets; no password is sent. */
async function askDatabase({ host, port, tls }: DatabaseQuestion): Promise<DatabaseAnswer> {
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
    const certificate = secure.getPeerCertificate(true);
    const { serialNumber, subjectaltname, valid_to: validTo } = certificate;
    const chainLength = chainLengthOf(certificate);
    return await begin(secure, { serialNumber, names: subjectaltname ?? "", validTo, chainLength });
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  } finally {
    plain.destroy();
  }
}

/** How many certificates the server sent. A root, which it need not send, is its own issuer. */
function chainLengthOf(certificate: Partial<DetailedPeerCertificate>): number {
  const { issuerCertificate: issuer } = certificate;
  return issuer === undefined || issuer === certificate ? 1 : 1 + chainLengthOf(issuer);
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

const downloadTimeoutMs = 30_000;
/** A zip with three small files is far smaller. */
const largestBytes = 1_000_000;

/** Fetches what lies at a URL, without a signature. */
async function askDownload({ url }: DownloadQuestion): Promise<DownloadAnswer> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(downloadTimeoutMs) });
    const body = Buffer.from(await reply.arrayBuffer());
    if (body.length > largestBytes) return { failure: `${body.length} bytes are more than a certificate has` };
    return {
      status: reply.status,
      contentType: reply.headers.get("content-type") ?? "",
      base64: body.toString("base64"),
    };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
