import type { Action } from "./action";
import { toDBInstance } from "./db-instance";
import { findInstance } from "./find-instance";

/** Shows one instance. */
export const describeDBInstanceAttribute: Action<"DescribeDBInstanceAttribute"> = (parameters, context) => ({
  DBInstance: toDBInstance(findInstance(context, parameters.DBInstanceId), context.cloud, context.now),
});
