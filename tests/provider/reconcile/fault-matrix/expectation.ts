import type { Call } from "./calls";
import type { Outcome, TaskOutcome } from "./task-outcomes";
import type { Fault } from "./faults";

/** What the user gets in a cell. Reasoned from the documents, without knowledge of the provider's code. */
export function expectedOutcome(call: Call["name"], fault: Fault, task: TaskOutcome): Outcome {
  if (call === "modify") return ofModify(fault, task);
  const endsTheRun = ["fail", "gone", "denied"].includes(fault.verdict);
  if (!endsTheRun) return task.outcome;
  if (call === "observe") return "ApiError";
  if (call === "verify") return isVerified(task) ? "ChangeInterruptedError" : task.outcome;
  if (fault.verdict === "denied") return task.outcomeByConfig;
  return call === "task lookup" ? "ApiError" : "ChangeInterruptedError";
}

function ofModify(fault: Fault, task: TaskOutcome): Outcome {
  if (["fail", "gone", "denied"].includes(fault.verdict)) return "ApiError";
  // It may still arrive for longer than the user's time.
  if (fault.isLost) return "UnknownOutcomeError";
  // Accepted without a task's id, and without any trace for longer than traces need: nothing seems to be under way.
  if (task.name === "never listed" && ["zero", "absent"].includes(fault.taskId ?? "")) return "NotVerifiedError";
  // By the time that the hanging request is given up, the task is over, and the configuration is what was asked for.
  if (task.name === "effect without Success" && fault.name === "hang, after effect") return "on";
  return task.outcome;
}

/** Whether the configuration is read after the task: after a failed or endless one it is only looked at for the state. */
function isVerified(task: TaskOutcome): boolean {
  return task.outcome === "on" || task.outcome === "NotVerifiedError";
}
