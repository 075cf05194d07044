import { setTimeout as sleep } from "node:timers/promises";
import type { CallResult } from "./call";

/** What goes wrong with a call. */
export type Fault =
  /** The API answers with an error; the call has no effect. */
  | { readonly error: { readonly code: string; readonly message?: string } }
  /** An HTTP status without a body of the API. */
  | { readonly http: number; readonly effect?: Effect }
  /** The connection is cut before or after the call took effect. */
  | { readonly drop: "before" | "after" }
  /** The call is held on its way for so many seconds, longer than a client may wait, and is then answered. */
  | { readonly delay: number }
  /** The reply comes so many seconds late. */
  | { readonly hang: number; readonly effect?: Effect }
  /** The reply is this text. */
  | { readonly body: string; readonly effect?: Effect }
  /** The reply of a call that is accepted has these fields instead of its own, such as a total that lies. */
  | { readonly fields: Readonly<Record<string, unknown>> };

/** Whether the call takes effect all the same. */
type Effect = "applied" | "none";

/** A fault, and the calls that it applies to. */
export interface FaultRule {
  readonly action: string;
  /** Only calls that name this instance, or for DescribeTasks a task of it. */
  readonly instance?: string;
  /** How many matching calls pass first. @default 0 */
  readonly skip?: number;
  /** How many calls it applies to. @default 1 */
  readonly times?: number;
  readonly fault: Fault;
}

/** The call that faults are matched against. */
interface FaultTarget {
  readonly action: string;
  /** The instances that the call is about. */
  readonly instances: readonly string[];
}

interface Entry {
  readonly rule: FaultRule;
  toSkip: number;
  left: number;
}

/** The faults that are still to come, the oldest first. */
export class Faults {
  private entries: Entry[] = [];
  /** Calls that are held on their way; they are dropped with the faults. */
  private held = new AbortController();

  add(rule: FaultRule): void {
    this.entries.push({ rule, toSkip: rule.skip ?? 0, left: rule.times ?? 1 });
  }

  /**
   * The fault for a call: the oldest that matches, has let enough calls pass and is not used up. Every other one that
   * matches and comes before it counts the call as one that passed.
   */
  take(target: FaultTarget): Fault | undefined {
    for (const entry of this.entries) {
      if (!matches(entry.rule, target)) continue;
      if (entry.toSkip > 0) {
        entry.toSkip -= 1;
        continue;
      }
      entry.left -= 1;
      if (entry.left <= 0) this.entries = this.entries.filter((other) => other !== entry);
      return entry.rule.fault;
    }
    return undefined;
  }

  list(): (FaultRule & { readonly skip: number; readonly times: number })[] {
    return this.entries.map(({ rule, toSkip, left }) => ({ ...rule, skip: toSkip, times: left }));
  }

  /** Aborted when the faults are removed. */
  get signal(): AbortSignal {
    return this.held.signal;
  }

  reset(): void {
    this.entries = [];
    this.held.abort();
    this.held = new AbortController();
  }
}

function matches(rule: FaultRule, target: FaultTarget): boolean {
  return rule.action === target.action && (rule.instance === undefined || target.instances.includes(rule.instance));
}

/** A call that something goes wrong with. */
interface FaultyCall {
  /** Answers the call as if nothing were wrong, with its effect. */
  readonly answerNormally: () => CallResult;
  /** The same for a call that arrives only now. */
  readonly answerOnArrival: () => CallResult;
  readonly answerWithError: (code: string, message: string) => CallResult;
  /** Aborted when a call that is held on its way is dropped. */
  readonly signal: AbortSignal;
}

const cutOff: CallResult = { answer: "cut", outcome: "failed", code: "connection cut", isSpoilt: true };

/** Answers a call as the fault says. */
export async function applyFault(fault: Fault, call: FaultyCall): Promise<CallResult> {
  if ("error" in fault) {
    const { code, message = "This error was asked for." } = fault.error;
    return { ...call.answerWithError(code, message), isSpoilt: true };
  }
  if ("delay" in fault) return (await isHeld(fault.delay, call.signal)) ? call.answerOnArrival() : cutOff;
  if ("fields" in fault) return withFields(fault.fields, call.answerNormally());
  if ("hang" in fault) return hang(fault.hang, fault.effect ?? "applied", call);
  if ("drop" in fault) return withEffect(fault.drop === "after" ? "applied" : "none", call, cutOff);
  const answer = "http" in fault ? { status: fault.http, body: "" } : { status: 200, body: fault.body };
  const code = "http" in fault ? `HTTP ${fault.http}` : "other body";
  return withEffect(fault.effect ?? "none", call, { answer, outcome: "failed", code, isSpoilt: true });
}

/** A call that took effect counts as it would have counted without the fault. */
function withEffect(effect: Effect, call: FaultyCall, result: CallResult): CallResult {
  return effect === "none" ? result : { ...result, outcome: call.answerNormally().outcome };
}

/** The call takes effect; what it is told is changed. A refusal stays as it is. */
function withFields(fields: Readonly<Record<string, unknown>>, result: CallResult): CallResult {
  if (result.outcome !== "accepted" || result.answer === "cut") return result;
  const { Response } = JSON.parse(result.answer.body) as { readonly Response: object };
  const body = JSON.stringify({ Response: { ...Response, ...fields } });
  return { ...result, answer: { ...result.answer, body }, isSpoilt: true };
}

/** The call takes effect at once, as at a server whose answer gets stuck on its way. */
async function hang(seconds: number, effect: Effect, call: FaultyCall): Promise<CallResult> {
  const result = effect === "applied" ? call.answerNormally() : cutOff;
  await isHeld(seconds);
  return result;
}

/** Waits, and says whether nothing ended the wait. */
function isHeld(seconds: number, signal?: AbortSignal): Promise<boolean> {
  const options = { ref: false, ...(signal && { signal }) };
  return sleep(Math.min(seconds * 1000, 2 ** 31 - 1), true, options).catch(() => false);
}
