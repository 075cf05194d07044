import type { CallCounts } from "../cloud-process";

type Action = keyof CallCounts;

/** Accepted calls by action, and how many of all actions the limit refused. */
export type CallTotals = Readonly<
  Record<"DescribeTasks" | "DescribeDBInstanceSSLConfig" | "ModifyDBInstanceSSLConfig" | "limited", number>
>;

/** What was called from one moment to another. */
export function callsBetween(before: CallCounts, after: CallCounts): CallTotals {
  const accepted = (action: Action) => after[action].accepted - before[action].accepted;
  const limited = (Object.keys(after) as Action[]).map((action) => after[action].limited - before[action].limited);
  return {
    DescribeTasks: accepted("DescribeTasks"),
    DescribeDBInstanceSSLConfig: accepted("DescribeDBInstanceSSLConfig"),
    ModifyDBInstanceSSLConfig: accepted("ModifyDBInstanceSSLConfig"),
    limited: limited.reduce((sum, count) => sum + count, 0),
  };
}
