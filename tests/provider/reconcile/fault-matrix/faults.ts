import type { Fault as EmulatorFault, NextTask } from "../../../../emulator/src";
import { actions, commonErrorCodes } from "../../../../emulator/src/contract";
import { ACTIONS, type Action } from "../../../../provider/cloud/api-error";
import { errorCode } from "../../../../provider/cloud/error-codes";
import type { Verdict } from "../../../../provider/errors/request-error";

/** What goes wrong with one call. */
export interface Fault {
  readonly name: string;
  /** How often in a row. @default once */
  readonly times?: number;
  /** What the emulator does to the call; absent for what happens before the emulator or in its tasks. */
  readonly emulator?: EmulatorFault;
  /** The endpoint refuses the connection. */
  readonly isRefused?: true;
  /** A change that never arrives, and without a reply that says so. */
  readonly isLost?: boolean;
  /** How Modify's reply gives the task's id. */
  readonly taskId?: NonNullable<NextTask["taskId"]>;
  /** What the provider makes of it. */
  readonly verdict: Verdict | "none";
}

/** Longer than a request may take. */
const HANG_SECONDS = 1_000;
/** A permission that is missing stays missing. */
const ALWAYS = 1_000;

/** Everything that can go wrong with a call of the action. */
export function faultsOf(action: Action): Fault[] {
  const codes = [...new Set([...actions[action].errorCodes, ...commonErrorCodes])];
  return [
    ...codes.map((code) => codeFault(action, code)),
    { name: "connection refused", isRefused: true, verdict: "again" },
    ...lostReplies(action),
    ...(ACTIONS[action] === "write" ? [...lateArrivals(), ...oddTaskIds()] : []),
  ];
}

function codeFault(action: Action, code: string): Fault {
  const { onRead, onWrite } = errorCode(code);
  const verdict = ACTIONS[action] === "read" ? onRead : onWrite;
  const times = verdict === "denied" && action === "DescribeTasks" ? ALWAYS : verdict === "limited" ? 3 : 1;
  return { name: code, times, emulator: { error: { code, message: "Asked for by the fault matrix." } }, verdict };
}

/** Replies that never arrive or cannot be read; for a write each one twice: without and after its effect. */
function lostReplies(action: Action): Fault[] {
  const isRead = ACTIONS[action] === "read";
  const effects = isRead ? (["none"] as const) : (["none", "applied"] as const);
  return effects.flatMap((effect) => {
    const faults: Record<string, EmulatorFault> = {
      cut: { drop: effect === "applied" ? "after" : "before" },
      hang: { hang: HANG_SECONDS, effect },
      "HTTP 500": { http: 500, effect },
      "HTTP 502": { http: 502, effect },
      "HTTP 503": { http: 503, effect },
      "unreadable body": { body: "<html>gateway</html>", effect },
      "no Response": { body: "{}", effect },
      "empty Response": { body: '{"Response":{}}', effect },
    };
    return Object.entries(faults).map(([name, emulator]) => ({
      name: effect === "applied" ? `${name}, after effect` : name,
      emulator,
      isLost: !isRead && effect === "none",
      verdict: isRead ? "again" : "unknown",
    }));
  });
}

/** Requests that something between holds, longer than the provider waits for a reply. */
function lateArrivals(): Fault[] {
  return [21, 66].map((delay) => ({ name: `arrives after ${delay} s`, emulator: { delay }, verdict: "unknown" }));
}

function oddTaskIds(): Fault[] {
  return (["zero", "absent", "string"] as const).map((taskId) => ({
    name: `TaskId ${taskId}`,
    taskId,
    verdict: "none",
  }));
}
