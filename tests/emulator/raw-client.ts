import { createHash, createHmac } from "node:crypto";
import { type Agent, request as httpRequest } from "node:http";

/** Who calls, and where. */
export interface Caller {
  readonly endpoint: string;
  readonly secretId: string;
  readonly secretKey: string;
  readonly region: string;
}

/** A request, ready to be sent or spoilt first. */
export interface RawRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Buffer;
}

export interface RawReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What stands in `Response` of an API reply. */
export interface ApiResponse {
  readonly RequestId: string;
  readonly Error?: { readonly Code: string; readonly Message: string };
  readonly [field: string]: unknown;
}

/** The versions of the services that can be called. */
const versions = { postgres: "2017-03-12", sts: "2018-08-13", tag: "2018-08-13" };

export type Service = keyof typeof versions;

/**
 * A call signed by TC3-HMAC-SHA256, written after the documentation and sharing no code with the emulator.
 *
 * @param common overrides headers before they are signed; an empty one is left out
 */
export function signedRequest(
  caller: Caller,
  action: string,
  parameters: object = {},
  common: Readonly<Record<string, string>> = {},
  service: Service = "postgres",
): RawRequest {
  const body = JSON.stringify(parameters);
  const headers = Object.fromEntries(
    Object.entries({
      "content-type": "application/json",
      host: new URL(caller.endpoint).host,
      "x-tc-action": action,
      "x-tc-version": versions[service],
      "x-tc-region": caller.region,
      "x-tc-timestamp": String(Math.floor(Date.now() / 1000)),
      ...common,
    }).filter(([, value]) => value !== ""),
  );
  const request = { method: "POST", path: "/", headers, body };
  return { ...request, headers: { ...headers, authorization: authorization(caller, request, service) } };
}

/** The Authorization header for a request. */
export function authorization(
  caller: Pick<Caller, "secretId" | "secretKey">,
  request: RawRequest,
  service = "postgres",
): string {
  const { headers } = request;
  const timestamp = headers["x-tc-timestamp"] ?? "";
  const date = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10);
  const [, query = ""] = request.path.split("?");
  const signedHeaders = `content-type:${headers["content-type"] ?? ""}\nhost:${headers.host ?? ""}\n`;
  const canonical = `${request.method}\n/\n${query}\n${signedHeaders}\ncontent-type;host\n${sha256(request.body)}`;
  const scope = `${date}/${service}/tc3_request`;
  const toSign = ["TC3-HMAC-SHA256", timestamp, scope, sha256(canonical)].join("\n");
  const key = hmac(hmac(hmac(`TC3${caller.secretKey}`, date), service), "tc3_request");
  const signature = hmac(key, toSign).toString("hex");
  return `TC3-HMAC-SHA256 Credential=${caller.secretId}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`;
}

/** Sends a request as it stands. Rejects when the connection is cut. The benchmark measures with it, so it is kept lean. */
export function send(endpoint: string, request: RawRequest, agent?: Agent): Promise<RawReply> {
  const { hostname, port } = new URL(endpoint);
  const headers = { "content-length": String(Buffer.byteLength(request.body)), ...request.headers };
  const { method, path } = request;
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ hostname, port, method, path, headers, agent }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        const { statusCode: status = 0, headers } = incoming;
        resolve({ status, headers, body: Buffer.concat(chunks).toString("utf8") });
      });
    });
    outgoing.on("error", reject);
    outgoing.end(request.body);
  });
}

/** Calls an action and answers what stands in `Response`. */
export async function call(
  caller: Caller,
  action: string,
  parameters: object = {},
  common: Readonly<Record<string, string>> = {},
  service: Service = "postgres",
): Promise<ApiResponse> {
  return responseOf(await send(caller.endpoint, signedRequest(caller, action, parameters, common, service)));
}

export function responseOf({ body }: RawReply): ApiResponse {
  return (JSON.parse(body) as { Response: ApiResponse }).Response;
}

/** The code of an error, or nothing. */
export function codeOf(response: ApiResponse): string | undefined {
  return response.Error?.Code;
}

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

function hmac(key: string | Buffer, content: string): Buffer {
  return createHmac("sha256", key).update(content).digest();
}
