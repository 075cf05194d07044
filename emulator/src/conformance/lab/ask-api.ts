import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { CommonClient } from "tencentcloud-sdk-nodejs-common";
import Sign from "tencentcloud-sdk-nodejs-common/tencentcloud/common/sign";
import { isActionName, type ServiceName, serviceOf, services } from "../../contract";
import type { ApiAnswer, ApiQuestion, RawQuestion } from "./question";

/** Keys that may sign. */
export interface Keys {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string;
}

/** Where the API under test is, and who asks. */
export interface Access {
  readonly endpoint: URL;
  readonly region: string;
  readonly keys: Keys;
  /** Keys without permission. */
  readonly restrictedKeys?: Keys;
}

interface SdkError {
  readonly code?: string;
  readonly message?: string;
  readonly requestId?: string;
  readonly httpCode?: number;
}

/** Asks through the vendor's SDK. */
export function sdkAsker(access: Access): (question: ApiQuestion) => Promise<ApiAnswer> {
  const { protocol, host } = access.endpoint;
  // An agent of our own, because the SDK would send calls to loopback through the environment's proxy as well.
  const options = { keepAlive: true };
  const agent = protocol === "https:" ? new HttpsAgent(options) : new HttpAgent(options);
  return async ({ action, parameters, region, signMethod, isRestricted }) => {
    const credential = isRestricted ? access.restrictedKeys : access.keys;
    if (!credential) return { failure: "there are no keys without permission" };
    const service = isActionName(action) ? serviceOf(action) : "postgres";
    const to = hostOf(service, host);
    const client = new CommonClient(to, services[service].version, {
      credential,
      region: region ?? access.region,
      profile: {
        ...(signMethod ? { signMethod } : {}),
        httpProfile: { protocol: `${protocol}//`, endpoint: to, agent },
      },
    });
    try {
      return { body: { Response: (await client.request(action, parameters)) as unknown } };
    } catch (error) {
      return failed(error as SdkError);
    }
  };
}

/** The vendor's hosts begin with the service; at any other address one host answers for all. */
function hostOf(service: ServiceName, host: string): string {
  return host.replace(/^postgres\./, `${service}.`);
}

function failed({ code, message = "", requestId = "", httpCode }: SdkError): ApiAnswer {
  if (code) return { body: { Response: { Error: { Code: code, Message: message }, RequestId: requestId } } };
  return { failure: httpCode === undefined ? message : `HTTP ${httpCode} ${message}` };
}

const timeoutMs = 60_000;
/** Of the form that a SecretId has. */
const unknownId = "AKIDconformance00000000000000000000";
const defaultAction = "DescribeTasks";

/** Asks what the SDK would not ask, signed with the SDK's own code. */
export function rawAsker(access: Access): (question: RawQuestion) => Promise<ApiAnswer> {
  return async (question) => {
    const body =
      typeof question.body === "number" ? Buffer.alloc(question.body, " ") : Buffer.from(question.body ?? "{}");
    const headers = headersOf(question, access, body);
    try {
      const { status, text } = await send(access.endpoint, question.method ?? "POST", headers, body);
      return status === 200 ? { body: JSON.parse(text) as unknown } : { failure: `HTTP ${status}` };
    } catch (error) {
      return { failure: error instanceof Error ? error.message : String(error) };
    }
  };
}

function headersOf(question: RawQuestion, { endpoint, region, keys }: Access, body: Buffer): Record<string, string> {
  const offset = question.timestampOffsetSeconds === undefined ? 0 : question.timestampOffsetSeconds;
  const timestamp = Math.floor(Date.now() / 1000) + (offset ?? 0);
  const contentType = question.contentType ?? "application/json";
  const headers: Record<string, string | null | undefined> = {
    Host: endpoint.host,
    "Content-Type": contentType,
    "Content-Length": String(body.length),
    "X-TC-Action": question.action === undefined ? defaultAction : question.action,
    "X-TC-Version": question.version ?? services.postgres.version,
    "X-TC-Region": question.region === undefined ? region : question.region,
    "X-TC-Timestamp": offset === null ? null : String(timestamp),
    "X-TC-Language": question.language,
    "X-TC-Token": question.token ?? keys.token,
    Authorization: authorization(question.signature ?? "right", {
      ...{ endpoint, keys, timestamp, contentType, body },
      service: question.service ?? endpoint.host.split(".")[0] ?? "",
    }),
  };
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function authorization(
  kind: NonNullable<RawQuestion["signature"]>,
  to: { endpoint: URL; keys: Access["keys"]; timestamp: number; contentType: string; body: Buffer; service: string },
): string {
  if (kind === "malformed") return "Basic bm90IHRoZSByaWdodCBmb3Jt";
  return Sign.sign3({
    method: "POST",
    url: to.endpoint.href,
    payload: to.body,
    timestamp: to.timestamp,
    service: to.service,
    secretId: kind === "of an unknown key" ? unknownId : to.keys.secretId,
    secretKey: kind === "wrong" ? `${to.keys.secretKey}!` : to.keys.secretKey,
    multipart: false,
    boundary: "",
    headers: { "Content-Type": to.contentType },
  });
}

function send(endpoint: URL, method: string, headers: Record<string, string>, body: Buffer) {
  const request = endpoint.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const outgoing = request(endpoint, { method, headers, timeout: timeoutMs }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () =>
        resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    outgoing.on("timeout", () => outgoing.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)));
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}
