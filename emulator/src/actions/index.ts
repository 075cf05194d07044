import type { ActionName } from "../contract";
import type { Action } from "./action";
import { describeDBInstanceAttribute } from "./describe-db-instance-attribute";
import { describeDBInstanceSSLConfig } from "./describe-db-instance-ssl-config";
import { describeDBInstances } from "./describe-db-instances";
import { describeReadOnlyGroups } from "./describe-read-only-groups";
import { describeTasks } from "./describe-tasks";
import { modifyDBInstanceSSLConfig } from "./modify-db-instance-ssl-config";

export type { Action, ActionContext } from "./action";

/** Which function answers which action. */
export const actionTable: { readonly [A in ActionName]: Action<A> } = {
  ModifyDBInstanceSSLConfig: modifyDBInstanceSSLConfig,
  DescribeDBInstanceSSLConfig: describeDBInstanceSSLConfig,
  DescribeTasks: describeTasks,
  DescribeDBInstances: describeDBInstances,
  DescribeDBInstanceAttribute: describeDBInstanceAttribute,
  DescribeReadOnlyGroups: describeReadOnlyGroups,
};
