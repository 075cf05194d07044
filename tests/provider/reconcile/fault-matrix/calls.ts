import type { Action } from "../../../../provider/cloud/api-error";

/** The calls that a whole change makes, and how many of the same action come before each. */
export const CALLS = [
  { name: "observe", action: "DescribeDBInstanceSSLConfig", skip: 0 },
  { name: "task lookup", action: "DescribeTasks", skip: 0 },
  { name: "modify", action: "ModifyDBInstanceSSLConfig", skip: 0 },
  { name: "first poll", action: "DescribeTasks", skip: 1 },
  { name: "second poll", action: "DescribeTasks", skip: 2 },
  { name: "verify", action: "DescribeDBInstanceSSLConfig", skip: 1 },
] as const satisfies readonly { readonly name: string; readonly action: Action; readonly skip: number }[];

export type Call = (typeof CALLS)[number];
