/** The three API actions that the provider calls, and whether they change anything. */
export const ACTIONS = {
  DescribeDBInstanceSSLConfig: "read",
  DescribeTasks: "read",
  ModifyDBInstanceSSLConfig: "write",
} as const;

export type Action = keyof typeof ACTIONS;
