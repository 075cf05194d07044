import type { CallName } from "./calls";
import { endsWithinARequest, type Fate, type Outcome } from "./fates";
import type { Fault } from "./faults";

/** What the user gets in a cell. Reasoned from the documents, without knowing how the provider goes about it. */
export function expectedOutcome(call: CallName, fault: Fault, fate: Fate): Outcome {
  if (call === "modify") return ofModify(fault, fate);
  const endsTheRun = ["fail", "gone", "denied"].includes(fault.verdict);
  if (!endsTheRun) return fate.outcome;
  if (call === "observe") return "ApiError";
  if (call === "verify") return isVerified(fate) ? "ChangeInterruptedError" : fate.outcome;
  if (fault.verdict === "denied") return fate.outcomeByConfig;
  return call === "task lookup" ? "ApiError" : "ChangeInterruptedError";
}

function ofModify(fault: Fault, fate: Fate): Outcome {
  if (["fail", "gone", "denied"].includes(fault.verdict)) return "ApiError";
  // Accepted without a task's id, and without any trace for longer than traces need: nothing seems to be under way.
  if (fate.name === "never listed" && ["zero", "absent"].includes(fault.taskId ?? "")) return "NotVerifiedError";
  // By the time that the hanging request is given up, the configuration already is what was asked for.
  const isSeenTooLate = fault.tookEffect && fault.isSlow && endsWithinARequest(fate);
  return isSeenTooLate && fate.name === "effect without Success" ? "on" : fate.outcome;
}

/** Whether the configuration is read after the task: after a failed or endless one it is only looked at for the state. */
function isVerified(fate: Fate): boolean {
  return fate.outcome === "on" || fate.outcome === "NotVerifiedError";
}
