export { befall, type Befallen } from "./befall";
export type { Effect, Fault, FaultRule, FaultTarget } from "./fault";
export { Faults } from "./faults";
export { type NextTask, NextTasks } from "./next-tasks";
