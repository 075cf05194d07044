import type { Action } from "../../../../provider/cloud/api-error";

/** A call that a whole change makes, and how to meet exactly that one of its action's calls. */
export interface Call {
  readonly name: string;
  readonly action: Action;
  /** How many calls of the action come before it. */
  readonly skip: number;
}

export const CALLS = [
  { name: "observe", action: "DescribeDBInstanceSSLConfig", skip: 0 },
  { name: "task lookup", action: "DescribeTasks", skip: 0 },
  { name: "modify", action: "ModifyDBInstanceSSLConfig", skip: 0 },
  { name: "first poll", action: "DescribeTasks", skip: 1 },
  { name: "second poll", action: "DescribeTasks", skip: 2 },
  { name: "verify", action: "DescribeDBInstanceSSLConfig", skip: 1 },
] as const satisfies readonly Call[];

export type CallName = (typeof CALLS)[number]["name"];
