export type { Call, CallOutcome } from "./call";
export { type CallCounts, CallLog } from "./call-log";
