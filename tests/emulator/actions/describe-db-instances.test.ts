import { call, codeOf } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator({ instances: 12 });
const list = async (parameters: object = {}) => {
  const response = await call(emulator(), "DescribeDBInstances", parameters);
  const set = (response.DBInstanceSet ?? []) as { DBInstanceId: string; DBInstanceStorageType: string }[];
  return { total: response.TotalCount, ids: set.map(({ DBInstanceId: id }) => id), set };
};
const idsBy = async (name: string, ...values: string[]) =>
  (await list({ Filters: [{ Name: name, Values: values }], OrderBy: "DBInstanceId", OrderByType: "asc" })).ids;

test("ten instances come when nothing is said, and the total is that of all", async () => {
  const { total, ids } = await list();
  expect(total).toBe(13);
  expect(ids).toHaveLength(10);
});

test("pages follow each other without a gap or an overlap", async () => {
  const page = async (offset: number) => (await list({ Limit: 5, Offset: offset, OrderBy: "Name" })).ids;
  const ids = [...(await page(0)), ...(await page(5)), ...(await page(10))];
  expect(new Set(ids).size).toBe(13);
  expect(await page(13)).toEqual([]);
});

test("each order goes both ways", async () => {
  for (const order of ["DBInstanceId", "CreateTime", "Name", "EndTime"]) {
    const up = (await list({ OrderBy: order, OrderByType: "asc", Limit: 100 })).ids;
    const down = (await list({ OrderBy: order, OrderByType: "desc", Limit: 100 })).ids;
    expect(up).toEqual(down.toReversed());
  }
  expect((await list({ OrderBy: "DBInstanceId", OrderByType: "asc", Limit: 1 })).ids).toEqual(["pgro-emu00001"]);
});

test("every filter finds what it is for", async () => {
  const made = emulator().control.createInstance({
    name: "orders-prod",
    projectId: 7,
    payType: "prepaid",
    tags: { team: "payments" },
  });
  expect(await idsBy("db-instance-id", "postgres-emu00002", "postgres-emu00004")).toEqual([
    "postgres-emu00002",
    "postgres-emu00004",
  ]);
  expect(await idsBy("db-instance-name", "ders-pr")).toEqual([made.id]);
  expect(await idsBy("db-project-id", "7")).toEqual([made.id]);
  expect(await idsBy("db-pay-mode", "prepaid")).toEqual([made.id]);
  expect(await idsBy("db-tag-key", "team")).toEqual([made.id]);
  expect(await idsBy("db-private-ip", "10.0.0.3")).toEqual(["postgres-emu00003"]);
  expect(await idsBy("db-public-address", "cd-postgres-emu00003.sql.tencentcdb.com")).toEqual(["postgres-emu00003"]);
  expect(await idsBy("db-dedicated-cluster-id", "cluster-00000000")).toEqual([]);
});

test("several filters must all let an instance through", async () => {
  const both = [
    { Name: "db-instance-id", Values: ["postgres-emu00002", "postgres-emu00003"] },
    { Name: "db-private-ip", Values: ["10.0.0.3"] },
  ];
  expect((await list({ Filters: both })).ids).toEqual(["postgres-emu00003"]);
});

test("what another region holds is not listed", async () => {
  const { id } = emulator().control.createInstance({ region: "eu-frankfurt" });
  const there = await call(emulator(), "DescribeDBInstances", {}, { "x-tc-region": "eu-frankfurt" });
  expect(there).toMatchObject({ TotalCount: 1, DBInstanceSet: [{ DBInstanceId: id, Zone: "eu-frankfurt-1" }] });
  expect((await list()).total).toBe(13);
});

test("the third instance is of the local-disk edition, the others are of the cloud-disk one", async () => {
  const { set } = await list({ Limit: 100 });
  const local = set.filter(({ DBInstanceStorageType: type }) => type === "PHYSICAL_LOCAL_SSD");
  expect(local.map(({ DBInstanceId: id }) => id)).toEqual(["postgres-emu00003"]);
});

test("a primary instance tells its network, nodes and read-only instances", async () => {
  const { DBInstance: instance } = await call(emulator(), "DescribeDBInstanceAttribute", {
    DBInstanceId: "postgres-emu00001",
  });
  expect(instance).toMatchObject({
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
  const { DBInstance: instance } = await call(emulator(), "DescribeDBInstanceAttribute", {
    DBInstanceId: "pgro-emu00001",
  });
  expect(instance).toMatchObject({
    DBInstanceType: "readonly",
    MasterDBInstanceId: "postgres-emu00001",
    DBNodeSet: null,
  });
});

test.each([
  [{ Limit: 0 }],
  [{ Limit: 101 }],
  [{ OrderBy: "Colour" }],
  [{ Filters: [{ Name: "colour", Values: ["red"] }] }],
  [{ Filters: [{ Values: ["red"] }] }],
])("%j is refused", async (parameters) => {
  expect(codeOf(await call(emulator(), "DescribeDBInstances", parameters))).toBe(
    "InvalidParameterValue.InvalidParameterValueError",
  );
});
