import { setTimeout as sleep } from "node:timers/promises";
import type { CallResult } from "../gateway/request";
import type { Effect, Fault } from "./fault";

/** The call that a fault befalls. */
export interface Befallen {
  /** Answers the call as if nothing were wrong, with its effect. */
  readonly answerNormally: () => CallResult;
  readonly answerWithError: (code: string, message: string) => CallResult;
}

const cutOff: CallResult = { answer: "cut", outcome: "failed", code: "connection cut", isSpoilt: true };

/** Lets the fault befall a call. */
export async function befall(fault: Fault, call: Befallen): Promise<CallResult> {
  if ("error" in fault) {
    const { code, message = "This error was asked for." } = fault.error;
    return { ...call.answerWithError(code, message), isSpoilt: true };
  }
  if ("hang" in fault) return hang(fault.hang, fault.effect ?? "applied", call);
  if ("drop" in fault) return withEffect(fault.drop === "after" ? "applied" : "none", call, cutOff);
  const answer = "http" in fault ? { status: fault.http, body: "" } : { status: 200, body: fault.body };
  const code = "http" in fault ? `HTTP ${fault.http}` : "other body";
  return withEffect(fault.effect ?? "none", call, { answer, outcome: "failed", code, isSpoilt: true });
}

/** A call that took effect counts as it would have counted without the fault. */
function withEffect(effect: Effect, call: Befallen, result: CallResult): CallResult {
  return effect === "none" ? result : { ...result, outcome: call.answerNormally().outcome };
}

/** The call takes effect at once, as at a server whose answer gets stuck on its way. */
async function hang(seconds: number, effect: Effect, call: Befallen): Promise<CallResult> {
  const result = effect === "applied" ? call.answerNormally() : cutOff;
  await sleep(Math.min(seconds * 1000, 2 ** 31 - 1), undefined, { ref: false });
  return result;
}
