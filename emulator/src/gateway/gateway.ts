import { randomUUID } from "node:crypto";
import type { ActionContext } from "../actions";
import type { CallLog } from "../calls";
import { type ActionName, isActionName } from "../contract";
import { befall, type Faults } from "../faults";
import type { Credentials } from "../signature";
import { admit } from "./admit";
import { ApiError } from "./api-error";
import { errorReply } from "./envelope";
import type { Language } from "./error-texts";
import { namedInstances } from "./named-instances";
import { parseParameters, type RawParameters } from "./parse-parameters";
import type { RateLimit } from "./rate-limit";
import { type ApiAnswer, type ApiRequest, type CallResult, headerOf } from "./request";
import { runAction } from "./run-action";

export interface GatewayParts {
  readonly credentials: Credentials;
  readonly limit: RateLimit;
  readonly faults: Faults;
  readonly calls: CallLog;
  /** What the actions work on; the rest is known with the call. */
  readonly base: Omit<ActionContext, "region" | "now" | "breakContractOnPurpose">;
  readonly now: () => number;
  /** Called with every reply that was not spoilt on purpose. */
  readonly onReply: ((action: ActionName, body: string) => void) | undefined;
}

/** Answers requests to the API: admits them, limits them, lets faults befall them and hands them to their action. */
export class Gateway {
  constructor(private readonly parts: GatewayParts) {}

  /** Never throws: whatever goes wrong is answered in the API's form. */
  async answer(request: ApiRequest): Promise<ApiAnswer> {
    const begun = performance.now();
    const requestId = randomUUID();
    const at = new Date(this.parts.now()).toISOString();
    const action = headerOf(request, "x-tc-action") ?? "";
    const raw = tryToParse(request);
    const instances = namedInstances(raw instanceof ApiError ? undefined : raw, this.parts.base.cloud);
    const { answer, outcome, code, isSpoilt } = await this.run(request, raw, requestId, { action, instances });
    if (answer !== "cut" && !isSpoilt && isActionName(action)) this.parts.onReply?.(action, answer.body);
    const milliseconds = performance.now() - begun;
    this.parts.calls.add({ at, action, instances, requestId, outcome, code, milliseconds });
    return answer;
  }

  private async run(
    request: ApiRequest,
    raw: RawParameters | ApiError,
    requestId: string,
    target: { action: string; instances: readonly string[] },
  ): Promise<CallResult> {
    const { credentials, limit, faults, base, now } = this.parts;
    const language: Language = headerOf(request, "x-tc-language") === "zh-CN" ? "zh-CN" : "en-US";
    const fail = (error: unknown) => failure(requestId, error, language);
    try {
      const call = admit(request, credentials, now());
      limit.count(call.action, now());
      const answerNormally = () => {
        try {
          return runAction({ ...call, raw, requestId }, { ...base, region: call.region, now: now() });
        } catch (error) {
          return fail(error);
        }
      };
      const fault = faults.take(target);
      if (!fault) return answerNormally();
      return await befall(fault, {
        answerNormally,
        answerWithError: (code, message) => failed(requestId, code, message),
      });
    } catch (error) {
      return fail(error);
    }
  }
}

/** A request that cannot be parsed must still pass the gateway's other checks before it is told so. */
function tryToParse(request: ApiRequest): RawParameters | ApiError {
  try {
    return parseParameters(request);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

function failure(requestId: string, error: unknown, language: Language): CallResult {
  if (error instanceof ApiError) return failed(requestId, error.code, error.text(language));
  // The client only learns that it happened; whoever runs the emulator needs to know what.
  console.error(error);
  return failed(requestId, "InternalError", new ApiError("InternalError").text(language));
}

function failed(requestId: string, code: string, message: string): CallResult {
  const outcome = code.startsWith("RequestLimitExceeded") ? "limited" : "failed";
  return { answer: { status: 200, body: errorReply(requestId, code, message) }, outcome, code, isSpoilt: false };
}
