import { useEmulator } from "../use-emulator";

const emulator = useEmulator({ instances: 12 });
const wrongValue = "InvalidParameterValue.InvalidParameterValueError";
const list = async (parameters: object = {}) => {
  const response = await emulator.call("DescribeDBInstances", parameters);
  const set = (response.DBInstanceSet ?? []) as { DBInstanceId: string; DBInstanceStorageType: string }[];
  return { total: response.TotalCount, ids: set.map(({ DBInstanceId: id }) => id), set };
};
const shown = async (id: string) =>
  (await emulator.call("DescribeDBInstanceAttribute", { DBInstanceId: id })).DBInstance;

test("ten instances come when nothing is said, and the total is that of all", async () => {
  const { total, ids } = await list();
  expect([total, ids.length]).toEqual([13, 10]);
});

test("pages follow each other without a gap or an overlap", async () => {
  const page = async (offset: number) => (await list({ Limit: 5, Offset: offset, OrderBy: "Name" })).ids;
  expect(new Set([...(await page(0)), ...(await page(5)), ...(await page(10))]).size).toBe(13);
  expect(await page(13)).toEqual([]);
});

test("each order goes both ways", async () => {
  for (const OrderBy of ["DBInstanceId", "CreateTime", "Name", "EndTime"]) {
    const { ids: up } = await list({ OrderBy, OrderByType: "asc", Limit: 100 });
    const { ids: down } = await list({ OrderBy, OrderByType: "desc", Limit: 100 });
    expect(up).toEqual(down.toReversed());
  }
  expect((await list({ OrderBy: "DBInstanceId", OrderByType: "asc", Limit: 1 })).ids).toEqual(["pgro-emu00001"]);
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
  expect((await list({ Filters, OrderBy: "DBInstanceId", OrderByType: "asc" })).ids).toEqual(ids);
});

test("several filters must all let an instance through", async () => {
  const byId = { Name: "db-instance-id", Values: ["postgres-emu00002", "postgres-emu00003"] };
  const byAddress = { Name: "db-private-ip", Values: ["10.0.0.3"] };
  expect((await list({ Filters: [byId, byAddress] })).ids).toEqual(["postgres-emu00003"]);
});

test("the third instance is of the local-disk edition, the others are of the cloud-disk one", async () => {
  const { set } = await list({ Limit: 100 });
  const local = set.filter(({ DBInstanceStorageType: type }) => type === "PHYSICAL_LOCAL_SSD");
  expect(local.map(({ DBInstanceId: id }) => id)).toEqual(["postgres-emu00003"]);
});

test("a primary instance tells its network, nodes and read-only instances", async () => {
  expect(await shown("postgres-emu00001")).toMatchObject({
    DBInstanceType: "primary",
    ReadOnlyInstanceNum: 1,
    DBNodeSet: [{ Role: "Primary" }, { Role: "Standby" }],
    DBInstanceNetInfo: [
      { NetType: "private", Ip: "10.0.0.1", Address: "", Status: "opened" },
      { NetType: "public", Ip: "198.18.0.1", Address: "cd-postgres-emu00001.sql.tencentcdb.com" },
    ],
  });
});

test("a read-only instance tells its master and, as the real one, no nodes", async () => {
  const readOnly = { DBInstanceType: "readonly", MasterDBInstanceId: "postgres-emu00001", DBNodeSet: null };
  expect(await shown("pgro-emu00001")).toMatchObject(readOnly);
});

const ofMaster = (id: string) => ({ Filters: [{ Name: "db-master-instance-id", Values: [id] }] });
const groups = async (parameters: object) =>
  (await emulator.call("DescribeReadOnlyGroups", parameters)).ReadOnlyGroupList;

test("the group of a master has an address of its own, and its members", async () => {
  const response = await emulator.call("DescribeReadOnlyGroups", ofMaster("postgres-emu00001"));
  expect(response).not.toHaveProperty("TotalCount");
  expect(response.ReadOnlyGroupList).toMatchObject([
    {
      ReadOnlyGroupId: "pgrogrp-emu00001",
      MasterDBInstanceId: "postgres-emu00001",
      Status: "ok",
      DBInstanceNetInfo: [{ NetType: "private", Status: "opened", Ip: "10.255.0.1" }],
      ReadOnlyDBInstanceList: [{ DBInstanceId: "pgro-emu00001", MasterDBInstanceId: "postgres-emu00001" }],
    },
  ]);
});

test("a master without read-only instances has no group, and a new one of another master gets its own", async () => {
  expect(await groups(ofMaster("postgres-emu00002"))).toEqual([]);
  const { id } = emulator().control.createInstance({ readOnlyOf: "postgres-emu00002" });
  expect(id).toMatch(/^pgro-/);
  expect(await groups(ofMaster("postgres-emu00002"))).toMatchObject([
    { ReadOnlyGroupId: "pgrogrp-emu00002", ReadOnlyDBInstanceList: [{ DBInstanceId: id }] },
  ]);
});

test("groups are found by their id as well, and page by page", async () => {
  const master = ofMaster("postgres-emu00001");
  const named = (id: string) => ({ Filters: [...master.Filters, { Name: "read-only-group-id", Values: [id] }] });
  expect(await groups(named("pgrogrp-emu00001"))).toHaveLength(1);
  expect(await groups(named("pgrogrp-00000000"))).toHaveLength(0);
  expect(await groups({ ...master, PageSize: 1, PageNumber: 2 })).toHaveLength(0);
});

test.each([
  ["DescribeDBInstances", { Limit: 0 }],
  ["DescribeDBInstances", { Limit: 101 }],
  ["DescribeDBInstances", { OrderBy: "Colour" }],
  ["DescribeDBInstances", { Filters: [{ Name: "colour", Values: ["red"] }] }],
  ["DescribeDBInstances", { Filters: [{ Values: ["red"] }] }],
  ["DescribeReadOnlyGroups", {}],
  ["DescribeReadOnlyGroups", { Filters: [{ Name: "read-only-group-id", Values: ["pgrogrp-emu00001"] }] }],
  ["DescribeReadOnlyGroups", { ...ofMaster("postgres-emu00001"), PageNumber: 0 }],
  ["DescribeReadOnlyGroups", { ...ofMaster("postgres-emu00001"), PageSize: -1 }],
  ["DescribeReadOnlyGroups", { ...ofMaster("postgres-emu00001"), OrderBy: "Colour" }],
])("%s with %j is refused", async (action, parameters) => {
  expect(await emulator.codeOf(action, parameters)).toBe(wrongValue);
});
