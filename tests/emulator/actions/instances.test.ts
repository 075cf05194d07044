import { useEmulator } from "../use-emulator";

const emulator = useEmulator({ instances: 12 });
const idsOf = async (parameters: object) => {
  const { DBInstanceSet: set } = await emulator.call("DescribeDBInstances", parameters);
  return (set as { DBInstanceId: string }[]).map(({ DBInstanceId: id }) => id);
};
const shown = async (id: string) =>
  (await emulator.call("DescribeDBInstanceAttribute", { DBInstanceId: id })).DBInstance;

test("pages follow each other without a gap or an overlap", async () => {
  const page = (offset: number) => idsOf({ Limit: 5, Offset: offset, OrderBy: "Name" });
  expect(new Set([...(await page(0)), ...(await page(5)), ...(await page(10))]).size).toBe(13);
  expect(await page(13)).toEqual([]);
});

test("each order goes both ways", async () => {
  for (const OrderBy of ["DBInstanceId", "CreateTime", "Name", "EndTime"]) {
    const up = await idsOf({ OrderBy, OrderByType: "asc", Limit: 100 });
    expect(up).toEqual((await idsOf({ OrderBy, OrderByType: "desc", Limit: 100 })).toReversed());
  }
  expect(await idsOf({ OrderBy: "DBInstanceId", OrderByType: "asc", Limit: 1 })).toEqual(["pgro-emu00001"]);
});

test.each([
  ["db-instance-id", ["postgres-emu00002", "postgres-emu00004"], ["postgres-emu00002", "postgres-emu00004"]],
  ["db-instance-name", ["ders-pr"], ["postgres-made0001"]],
  ["db-project-id", ["7"], ["postgres-made0001"]],
  ["db-pay-mode", ["prepaid"], ["postgres-made0001"]],
  ["db-tag-key", ["team"], ["postgres-made0001"]],
  ["db-private-ip", ["10.0.0.3"], ["postgres-emu00003"]],
  ["db-public-address", ["cd-postgres-emu00003.sql.tencentcdb.com"], ["postgres-emu00003"]],
  ["db-dedicated-cluster-id", ["cluster-00000000"], []],
])("the filter %s finds what it is for", async (Name, Values, ids) => {
  const made = { projectId: 7, payType: "prepaid", tags: { team: "payments" } } as const;
  emulator().control.createInstance({ id: "postgres-made0001", name: "orders-prod", ...made });
  const Filters = [{ Name, Values }];
  expect(await idsOf({ Filters, OrderBy: "DBInstanceId", OrderByType: "asc" })).toEqual(ids);
});

test("a primary instance tells its network, nodes and read-only instances, a read-only one its master and no nodes", async () => {
  expect(await shown("postgres-emu00001")).toMatchObject({
    ...{ DBInstanceType: "primary", DBInstanceStorageType: "CLOUD_SSD" },
    ReadOnlyInstanceNum: 1,
    DBNodeSet: [{ Role: "Primary" }, { Role: "Standby" }],
    DBInstanceNetInfo: [
      { NetType: "private", Ip: "10.0.0.1", Address: "", Status: "opened" },
      { NetType: "public", Ip: "198.18.0.1", Address: "cd-postgres-emu00001.sql.tencentcdb.com" },
    ],
  });
  expect(await shown("postgres-emu00003")).toMatchObject({ DBInstanceStorageType: "PHYSICAL_LOCAL_SSD" });
  const readOnly = { DBInstanceType: "readonly", MasterDBInstanceId: "postgres-emu00001", DBNodeSet: null };
  expect(await shown("pgro-emu00001")).toMatchObject(readOnly);
});

const ofMaster = (id: string) => ({ Filters: [{ Name: "db-master-instance-id", Values: [id] }] });
const master = ofMaster("postgres-emu00001");

test("the group of a master has an address of its own, and its members", async () => {
  const { ReadOnlyGroupList: groups } = await emulator.call("DescribeReadOnlyGroups", master);
  expect(groups).toMatchObject([
    {
      ReadOnlyGroupId: "pgrogrp-emu00001",
      MasterDBInstanceId: "postgres-emu00001",
      Status: "ok",
      DBInstanceNetInfo: [{ NetType: "private", Status: "opened", Ip: "10.255.0.1" }],
      ReadOnlyDBInstanceList: [{ DBInstanceId: "pgro-emu00001", MasterDBInstanceId: "postgres-emu00001" }],
    },
  ]);
});

test("groups are found by their id as well, and page by page", async () => {
  const groups = async (parameters: object) =>
    (await emulator.call("DescribeReadOnlyGroups", parameters)).ReadOnlyGroupList;
  const named = (id: string) => ({ Filters: [...master.Filters, { Name: "read-only-group-id", Values: [id] }] });
  expect(await groups(named("pgrogrp-emu00001"))).toHaveLength(1);
  expect(await groups(named("pgrogrp-00000000"))).toHaveLength(0);
  expect(await groups({ ...master, PageSize: 1, PageNumber: 2 })).toHaveLength(0);
});

test.each([
  ["DescribeDBInstances", { Filters: [{ Values: ["red"] }] }],
  ["DescribeReadOnlyGroups", { Filters: [{ Name: "read-only-group-id", Values: ["pgrogrp-emu00001"] }] }],
  ["DescribeReadOnlyGroups", { ...master, PageNumber: 0 }],
  ["DescribeReadOnlyGroups", { ...master, PageSize: -1 }],
])("%s with %j is refused", async (action, parameters) => {
  const code = "InvalidParameterValue.InvalidParameterValueError";
  expect(await emulator.codeOf(action, parameters)).toBe(code);
});

test("a listing tells what a program over a fleet needs: status, addresses, tags and the primary instance", async () => {
  const id = "postgres-emu00002";
  expect(await shown(id)).toMatchObject({ IsolatedTime: "0000-00-00 00:00:00" });
  await emulator().control.changeInstance(id, { status: "isolated", tags: { team: "payments" } });
  expect(await shown(id)).toMatchObject({
    DBInstanceStatus: "isolated",
    IsolatedTime: expect.stringMatching(/^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d$/) as string,
    TagList: [{ TagKey: "team", TagValue: "payments" }],
    DBInstanceNetInfo: [
      { NetType: "private", Ip: "10.0.0.2" },
      { NetType: "public", Address: "cd-postgres-emu00002.sql.tencentcdb.com" },
    ],
  });
  expect(await shown("pgro-emu00001")).toMatchObject({ MasterDBInstanceId: "postgres-emu00001" });
  const Filters = [{ Name: "db-tag-key", Values: ["team"] }];
  expect(await idsOf({ Filters })).toEqual([id]);
  await emulator().reset();
  expect(await shown(id)).toMatchObject({ DBInstanceStatus: "running", TagList: [] });
});

test("a listing can be made to lie about its total, for as many calls as asked for", async () => {
  const fault = { fields: { TotalCount: 20 } };
  emulator().control.addFault({ action: "DescribeDBInstances", fault });
  expect(await emulator.call("DescribeDBInstances", { Limit: 100 })).toMatchObject({ TotalCount: 20 });
  expect(await emulator.call("DescribeDBInstances", { Limit: 100 })).toMatchObject({ TotalCount: 13 });
  emulator().control.addFault({ action: "DescribeDBInstances", fault });
  expect(await emulator.codeOf("DescribeDBInstances", { Limit: 101 })).toMatch("InvalidParameterValue");
});

test("the maintenance window is shown, and changed as somebody would in the cloud's console", async () => {
  const window = () => emulator.call("DescribeMaintainTimeWindow", { DBInstanceId: "postgres-emu00001" });
  expect(await window()).toMatchObject({ MaintainStartTime: "02:00", MaintainDuration: 2 });
  const maintenance = { start: "23:30", hours: 1, weekDays: ["sunday"] };
  expect((await emulator.http("PUT", "instances/postgres-emu00001", { maintenance })).status).toBe(200);
  expect(await window()).toMatchObject({
    ...{ MaintainStartTime: "23:30", MaintainDuration: 1, MaintainWeekDays: ["sunday"] },
  });
});
