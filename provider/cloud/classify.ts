import { defined } from "../model/objects";
import { printable } from "../model/printable";
import { ACTIONS, type ApiFailure, coded } from "./api-error";
import type { Verdict } from "./error-codes";
import { UnreadableReply } from "./reply-fields";

type Request = Pick<ApiFailure, "action" | "region" | "instanceId">;

/**
 * The texts of a connection that could not be made: the request never left and is safe to send again. The same codes after
 * `read` or `write` come from a connection that carried the request.
 */
const NEVER_SENT =
  /^request to \S+ failed, reason: (connect|getaddrinfo) (ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)\b/;

/** The texts of a server that cannot be trusted, which sending again does not change. */
const NOT_TRUSTED = /^request to \S+ failed, reason: .*(certificate|self.signed|wrong version number|EPROTO)/i;

const NETWORK_ADVICE =
  "Check the network, proxy and endpoint between this machine and Tencent Cloud, then run `pulumi up` again";

/** Turns whatever the SDK threw into what happened, whether the request may be sent again, and what to do. */
export function classify(request: Request, error: unknown): ApiFailure {
  // Its text quotes the cloud's reply, so it must not be searched for network errors.
  if (error instanceof UnreadableReply) return unreadable(request, error.message);
  const { message, code, httpCode, requestId, keyHint = "", proxy } = partsOf(error);
  if (code) {
    const failure = coded(request, defined({ code, detail: message, requestId }));
    return { ...failure, advice: `${failure.advice}${keyHint}` };
  }
  const through = proxy === undefined ? "" : ` (through the proxy ${printable(proxy, 80)})`;
  if (httpCode !== undefined) return httpFailure(request, httpCode, `${message}${through}`);
  return networkFailure(request, message, through);
}

function httpFailure(request: Request, status: number, statusText: string): ApiFailure {
  return {
    ...request,
    detail: `HTTP ${status} ${statusText}`.trim(),
    meaning:
      status >= 500 ? "the endpoint failed before it gave a reply" : "the endpoint is not the API, or a proxy answered",
    advice: NETWORK_ADVICE,
    verdict: status >= 500 ? ambiguous(request) : "fail",
  };
}

function networkFailure(request: Request, detail: string, through: string): ApiFailure {
  const failure = { ...request, detail: `${detail}${through}`, advice: NETWORK_ADVICE };
  if (NEVER_SENT.test(detail)) return { ...failure, meaning: "the endpoint could not be reached", verdict: "again" };
  if (NOT_TRUSTED.test(detail)) return { ...failure, meaning: "the endpoint could not be trusted", verdict: "fail" };
  return unreadable(request, failure.detail);
}

/** A request that was on its way when the run was cancelled. */
export function abandoned(request: Request): ApiFailure {
  return {
    ...request,
    detail: "the run was cancelled",
    meaning: "nobody waited for the reply",
    advice: "Run `pulumi up` again: it looks at the instance first",
    verdict: ambiguous(request),
  };
}

function unreadable(request: Request, detail: string): ApiFailure {
  return {
    ...request,
    detail,
    advice: NETWORK_ADVICE,
    meaning: "no readable reply arrived",
    verdict: ambiguous(request),
  };
}

/** A read can be sent again. A write whose reply was lost may have restarted a database. */
function ambiguous({ action }: Request): Verdict {
  return ACTIONS[action] === "read" ? "again" : "unknown";
}

interface SdkErrorParts {
  readonly message: string;
  readonly code?: string;
  readonly httpCode?: number;
  readonly requestId?: string;
  readonly keyHint?: string;
  readonly proxy?: string;
}

/** The SDK throws its own exception, node-fetch's, or a TypeError for a reply without a `Response`: one shape for all. */
function partsOf(error: unknown): SdkErrorParts {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, httpCode, requestId, keyHint, proxy } = error as Error & Record<string, unknown>;
  return defined({
    message: error.message,
    // Codes of Node.js (ECONNRESET) are not codes of the API, which are written in camel case.
    code: typeof code === "string" && /[a-z]/.test(code) ? code : undefined,
    httpCode: typeof httpCode === "number" ? httpCode : undefined,
    requestId: typeof requestId === "string" && requestId !== "" ? requestId : undefined,
    keyHint: typeof keyHint === "string" ? keyHint : undefined,
    proxy: typeof proxy === "string" ? proxy : undefined,
  });
}
