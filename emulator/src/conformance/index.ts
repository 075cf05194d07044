export { assumptionRows } from "./checks/assumption-rows";
export { contractRows } from "./checks/contract-rows";
export type { Target } from "./lab";
export { exitCode } from "./report";
export { type Result, runConformance } from "./run-conformance";
export { type Exchange, readRecording, type Recording, replayWire } from "./wire";
