import type * as SignExports from "tencentcloud-sdk-nodejs-postgres/tencentcloud/common/sign.js";
import { CredentialsError } from "../errors/package-errors";
import { asObject, type JsonObject, parseObject } from "../model/objects";
import { printable } from "../model/printable";
import { type ErrorCode, errorCode } from "./error-codes";
import { fetchText, PassingError } from "./fetch-text";
import { redact } from "./redact";
import { routeTo } from "./route";
import type { SigningKeys } from "./signing-keys";

const VERSION = "2018-08-13";
const CONTENT_TYPE = "application/json";
const TIMEOUT_SECONDS = 10;
const ADVICE = "Check the network, proxy and endpoint between this machine and the Security Token Service";

export interface StsRequest {
  /** The URL of the service, without a path. */
  readonly endpoint: string;
  readonly region: string;
  readonly action: "AssumeRole" | "AssumeRoleWithWebIdentity";
  readonly parameters: JsonObject;
  /** The keys that sign; absent where an identity token among the parameters says who asks. */
  readonly signer?: SigningKeys;
  /** Texts that no error may quote. */
  readonly secrets: readonly string[];
  /** This machine's time, in milliseconds since 1970. */
  readonly wallMs: number;
  /** Length of a second in milliseconds. */
  readonly secondMs: number;
}

export interface StsReply {
  readonly response: JsonObject;
  /** The server's time, in milliseconds since 1970, where it says so. */
  readonly serverTimeMs: number | undefined;
}

/**
 * Calls the Security Token Service, once. Throws {@link CredentialsError}: a {@link PassingError} if another try may succeed.
 *
 * Source: https://www.tencentcloud.com/document/product/1150/49449 (Signature Method v3)
 */
export async function callSts(request: StsRequest): Promise<StsReply> {
  const { endpoint, region, action, signer, secrets, wallMs, secondMs } = request;
  const body = JSON.stringify(request.parameters);
  const timestamp = Math.floor(wallMs / 1000);
  const headers: Record<string, string> = {
    "Content-Type": CONTENT_TYPE,
    "X-TC-Action": action,
    "X-TC-Version": VERSION,
    "X-TC-Region": region,
    "X-TC-Timestamp": String(timestamp),
    "X-TC-Language": "en-US",
    Authorization: signer === undefined ? "SKIP" : authorization(endpoint, body, timestamp, signer),
  };
  if (signer?.token !== undefined) headers["X-TC-Token"] = signer.token;
  const route = await routeTo(endpoint);
  const options = { method: "POST", headers, body, route, timeoutSeconds: TIMEOUT_SECONDS, secondMs, advice: ADVICE };
  const { text, serverTimeMs } = await fetchText(endpoint, options);
  const response = asObject(parseObject(text)?.Response);
  if (response === undefined) throw new CredentialsError(`the reply is not one of the API. ${ADVICE}`);
  const error = asObject(response.Error);
  if (error !== undefined) throw refusal(error, asText(response.RequestId), secrets);
  return { response, serverTimeMs };
}

/** The Authorization header, by the SDK's own signer. Its client does not fit: see docs/internals/decisions/022-signing-sts-requests.md. */
function authorization(url: string, body: string, timestamp: number, { secretId, secretKey }: SigningKeys): string {
  // Loaded when first used. Not by `import()`, which names a CommonJS default export differently in Node.js and in jest.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a plain require(), so that bundlers see it
  const signer = require("tencentcloud-sdk-nodejs-postgres/tencentcloud/common/sign.js") as typeof SignExports;
  return signer.default.sign3({
    method: "POST",
    url,
    service: "sts",
    headers: { "Content-Type": CONTENT_TYPE },
    payload: Buffer.from(body),
    timestamp,
    secretId,
    secretKey,
    multipart: false,
    boundary: "",
  });
}

/** Codes whose meaning differs from that of the same code of the PostgreSQL API. */
const STS_CODES: Readonly<Record<string, Pick<ErrorCode, "meaning" | "advice">>> = {
  ResourceNotFound: {
    meaning: "the role or identity provider does not exist",
    advice: "Check the ARN of the role and the id of the provider",
  },
  UnauthorizedOperation: {
    meaning: "these credentials may not assume the role",
    advice: "Allow them sts:AssumeRole for the role, and check whom the role trusts and its external id",
  },
  InvalidParameter: {
    meaning: "STS refused a parameter",
    advice: "Check the ARN of the role, the session's name and duration, the external id and the identity token",
  },
};

function refusal(error: JsonObject, requestId: string, secrets: readonly string[]): CredentialsError {
  const code = asText(error.Code);
  const general = errorCode(code);
  const { meaning, advice } = STS_CODES[familyOf(code)] ?? general;
  const detail = redact(asText(error.Message), secrets);
  const request = requestId === "" ? "" : `, request ${printable(requestId, 60)}`;
  const message = `${meaning} [${printable(code, 120)}${request}: ${printable(detail, 300)}]. ${advice}`;
  const mayPass = general.onRead === "again" || general.onRead === "limited";
  return mayPass ? new PassingError(message) : new CredentialsError(message);
}

/** `AuthFailure.UnauthorizedOperation` is another name of `UnauthorizedOperation`. */
function familyOf(code: string): string {
  return code === "AuthFailure.UnauthorizedOperation" ? "UnauthorizedOperation" : code.replace(/\..*$/s, "");
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}
