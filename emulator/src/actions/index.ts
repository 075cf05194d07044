import type { ActionName } from "../contract";
import { assumeRole, assumeRoleWithWebIdentity, getCallerIdentity } from "../sts";
import { describeResourceTagsByResourceIds, getResources } from "../tag";
import type { Action } from "./action";
import { describeDBInstanceAttribute } from "./describe-db-instance-attribute";
import { describeDBInstanceSSLConfig } from "./describe-db-instance-ssl-config";
import { describeDBInstances } from "./describe-db-instances";
import { describeRegions } from "./describe-regions";
import { describeReadOnlyGroups } from "./describe-read-only-groups";
import { describeTasks } from "./describe-tasks";
import { describeZones } from "./describe-zones";
import { modifyDBInstanceSSLConfig } from "./modify-db-instance-ssl-config";
import { restartDBInstance } from "./restart-db-instance";

export type { Action, ActionContext } from "./action";

/** Which function answers which action. */
export const actionTable: { readonly [A in ActionName]: Action<A> } = {
  ModifyDBInstanceSSLConfig: modifyDBInstanceSSLConfig,
  DescribeDBInstanceSSLConfig: describeDBInstanceSSLConfig,
  DescribeTasks: describeTasks,
  DescribeDBInstances: describeDBInstances,
  DescribeDBInstanceAttribute: describeDBInstanceAttribute,
  DescribeReadOnlyGroups: describeReadOnlyGroups,
  RestartDBInstance: restartDBInstance,
  DescribeRegions: describeRegions,
  DescribeZones: describeZones,
  AssumeRole: assumeRole,
  AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
  GetCallerIdentity: getCallerIdentity,
  GetResources: getResources,
  DescribeResourceTagsByResourceIds: describeResourceTagsByResourceIds,
};
