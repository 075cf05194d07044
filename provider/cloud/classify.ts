import type { Verdict } from "../errors/request-error";
import { defined } from "../model/objects";
import { printable } from "../model/printable";
import { ACTIONS, type ApiFailure, coded } from "./api-error";
import { keyHint } from "./key-hint";
import { RequestFailure, type RequestFacts } from "./request-failure";

type Request = Pick<ApiFailure, "action" | "region" | "instanceId">;

const AGAIN = "then run `pulumi up` again";
const NETWORK_ADVICE = `Check the network, proxy and endpoint between this machine and Tencent Cloud, ${AGAIN}`;

/** Turns a failed request into what happened, whether the request may be sent again, and what to do. */
export function classify(request: Request, error: unknown): ApiFailure {
  // Anything else was thrown by what reads the reply.
  if (!(error instanceof RequestFailure))
    return unreadable(request, error instanceof Error ? error.message : String(error));
  const { facts } = error;
  if (facts.code !== undefined) {
    const { code, words, requestId } = facts;
    const failure = coded(request, defined({ code, detail: words, requestId }));
    return error.isAboutTheKey ? { ...failure, advice: `${failure.advice}${keyHint(facts)}` } : failure;
  }
  const through = facts.proxy === undefined ? "" : ` (through the proxy ${printable(facts.proxy, 80)})`;
  if (facts.status !== undefined) return httpFailure(request, facts, facts.status, through);
  return networkFailure(request, facts, `${facts.words}${through}`);
}

function httpFailure(request: Request, facts: RequestFacts, status: number, through: string): ApiFailure {
  const detail = `${`HTTP ${status} ${facts.words}`.trim()}${through}`;
  const failure = { ...request, detail, advice: networkAdvice(facts) };
  if (!facts.mayHaveLeft) {
    const verdict = status >= 500 ? "again" : "fail";
    return { ...failure, meaning: "the proxy did not connect to the endpoint", verdict };
  }
  if (status >= 500)
    return { ...failure, meaning: "the endpoint failed before it gave a reply", verdict: ambiguous(request) };
  if (status >= 300 && status < 400)
    return { ...failure, meaning: "the endpoint points to another address, which is not asked", verdict: "fail" };
  return { ...failure, meaning: "the endpoint is not the API, or a proxy answered", verdict: "fail" };
}

function networkFailure(request: Request, facts: RequestFacts, detail: string): ApiFailure {
  const failure = { ...request, detail, advice: networkAdvice(facts) };
  if (facts.isUntrusted) return { ...failure, meaning: "the endpoint could not be trusted", verdict: "fail" };
  if (!facts.mayHaveLeft) return { ...failure, meaning: "the endpoint could not be reached", verdict: "again" };
  return { ...unreadable(request, detail), advice: failure.advice };
}

const LOOPBACK = /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/;

/** What to check, by the setting that led there. */
function networkAdvice({ endpoint, proxy, mayHaveLeft, isUntrusted }: RequestFacts): string {
  const { host, setBy } = endpoint;
  if (setBy === undefined) return NETWORK_ADVICE;
  const isDown = !mayHaveLeft && !isUntrusted && proxy === undefined && LOOPBACK.test(host);
  const what = isDown
    ? "nothing listens there: start the emulator, or whatever the setting means, or correct the setting"
    : "check it, and the network and proxy between this machine and there";
  return `The endpoint ${printable(host, 80)} is set by ${setBy}; ${what}, ${AGAIN}`;
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
