import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import Sign from "tencentcloud-sdk-nodejs-common/tencentcloud/common/sign";
import { services } from "../../contract";
import type { Access } from "./ask-api";
import type { ApiAnswer, RawQuestion } from "./question";

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
