import { actions, commonErrorCodes } from "../../../../emulator/src/contract";
import type { Fault as EmulatorFault, NextTask } from "tencentdb-postgres-emulator";
import { ACTIONS, type Action } from "../../../../provider/cloud/api-error";
import { errorCode, type Verdict } from "../../../../provider/cloud/error-codes";

/** What goes wrong with one call. */
export interface Fault {
  readonly name: string;
  /** How often in a row. */
  readonly times: number;
  /** What the emulator does to the call; absent for what happens before the emulator or in its tasks. */
  readonly emulator?: EmulatorFault;
  /** The endpoint refuses the connection. */
  readonly isRefused?: true;
  /** How Modify's reply gives the task's id. */
  readonly taskId?: NonNullable<NextTask["taskId"]>;
  /** What the provider makes of it. */
  readonly verdict: Verdict | "none";
  /** A write took effect although the reply was lost. */
  readonly tookEffect?: true;
  /** The caller knows nothing until the request's timeout. */
  readonly isSlow?: true;
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
    { name: "connection refused", times: 1, isRefused: true, verdict: "again" },
    ...lostReplies(action),
    ...(ACTIONS[action] === "write" ? oddTaskIds() : []),
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
  const verdict = ACTIONS[action] === "read" ? "again" : "unknown";
  const effects = ACTIONS[action] === "read" ? (["none"] as const) : (["none", "applied"] as const);
  return effects.flatMap((effect): Fault[] => {
    const isApplied = effect === "applied";
    const common = { times: 1, verdict, ...(isApplied ? ({ tookEffect: true } as const) : {}) } as const;
    const suffix = isApplied ? ", after effect" : "";
    return [
      { ...common, name: `cut${suffix}`, emulator: { drop: isApplied ? "after" : "before" } },
      { ...common, name: `hang${suffix}`, emulator: { hang: HANG_SECONDS, effect }, isSlow: true },
      ...[500, 502, 503].map((http) => ({ ...common, name: `HTTP ${http}${suffix}`, emulator: { http, effect } })),
      { ...common, name: `unreadable body${suffix}`, emulator: { body: "<html>gateway</html>", effect } },
      { ...common, name: `no Response${suffix}`, emulator: { body: "{}", effect } },
      { ...common, name: `empty Response${suffix}`, emulator: { body: '{"Response":{}}', effect } },
    ];
  });
}

function oddTaskIds(): Fault[] {
  return (["zero", "absent", "string"] as const).map((taskId) => ({
    name: `TaskId ${taskId}`,
    times: 1,
    taskId,
    verdict: "none",
  }));
}
