import type { DbInstance } from "../model/db-instance";
import { defined } from "../model/objects";
import { type Fields, listOf, objectOf, textOf, unreadable } from "./reply-fields";

/** One page of DescribeDBInstances. */
export interface InstancePage {
  readonly instances: readonly DbInstance[];
  /** How many instances there are on all pages. */
  readonly totalCount: number;
}

export function readInstances(reply: unknown): InstancePage {
  const fields = objectOf(reply, "the reply");
  const { TotalCount: totalCount } = fields;
  if (typeof totalCount !== "number") throw unreadable("TotalCount", "a number", totalCount);
  return { instances: listOf(fields, "DBInstanceSet").map(readInstance), totalCount };
}

function readInstance(entry: unknown): DbInstance {
  const fields = objectOf(entry, "DBInstanceSet's entry");
  const dbInstanceId = textOf(fields, "DBInstanceId", 60);
  const region = textOf(fields, "Region", 60);
  if (dbInstanceId === undefined) throw unreadable("DBInstanceId", "text", fields.DBInstanceId);
  if (region === undefined) throw unreadable("Region", "text", fields.Region);
  return defined({
    dbInstanceId,
    name: textOf(fields, "DBInstanceName", 200) ?? "",
    region,
    status: textOf(fields, "DBInstanceStatus", 60) ?? "",
    kind: textOf(fields, "DBInstanceType", 60) ?? "",
    version: textOf(fields, "DBVersion", 60) ?? "",
    ...addressesOf(fields),
    primaryInstanceId: textOf(fields, "MasterDBInstanceId", 60),
    readOnlyGroupStatus: textOf(fields, "StatusInReadonlyGroup", 60),
    tags: tagsOf(fields),
  });
}

/** In the form that `connectAddress` takes: the IP address of the private network, and the DNS name of the public one. */
function addressesOf(fields: Fields): Pick<DbInstance, "privateAddress" | "publicAddress"> {
  const nets = listOf(fields, "DBInstanceNetInfo").map((net) => objectOf(net, "DBInstanceNetInfo's entry"));
  const opened = (...types: string[]) =>
    nets.find(({ NetType, Status }) => types.includes(String(NetType)) && Status === "opened") ?? {};
  const [inside, outside] = [opened("private", "inner"), opened("public")];
  return defined({
    privateAddress: textOf(inside, "Ip", 255) ?? textOf(inside, "Address", 255),
    publicAddress: textOf(outside, "Address", 255) ?? textOf(outside, "Ip", 255),
  });
}

function tagsOf(fields: Fields): Readonly<Record<string, string>> {
  const tags = listOf(fields, "TagList").map((tag) => objectOf(tag, "TagList's entry"));
  return Object.fromEntries(tags.map((tag) => [textOf(tag, "TagKey", 200) ?? "", textOf(tag, "TagValue", 300) ?? ""]));
}
