import { call, codeOf } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const master = "postgres-emu00001";
const groups = async (parameters: object) => {
  const response = await call(emulator(), "DescribeReadOnlyGroups", parameters);
  const set = (response.ReadOnlyGroupList ?? []) as { ReadOnlyGroupId: string; ReadOnlyDBInstanceList: object[] }[];
  return { response, set };
};
const ofMaster = (id: string) => ({ Filters: [{ Name: "db-master-instance-id", Values: [id] }] });

test("the group of a master has an address of its own, and its members", async () => {
  const { response, set } = await groups(ofMaster(master));
  expect(response).not.toHaveProperty("TotalCount");
  expect(set).toMatchObject([
    {
      ReadOnlyGroupId: "pgrogrp-emu00001",
      MasterDBInstanceId: master,
      Status: "ok",
      DBInstanceNetInfo: [{ NetType: "private", Status: "opened", Ip: "10.255.0.1" }],
      ReadOnlyDBInstanceList: [{ DBInstanceId: "pgro-emu00001", MasterDBInstanceId: master }],
    },
  ]);
});

test("a master without read-only instances has no group, and a new one of another master gets its own", async () => {
  expect((await groups(ofMaster("postgres-emu00002"))).set).toEqual([]);
  const { id } = emulator().control.createInstance({ readOnlyOf: "postgres-emu00002" });
  expect(id).toMatch(/^pgro-/);
  expect((await groups(ofMaster("postgres-emu00002"))).set).toMatchObject([
    { ReadOnlyGroupId: "pgrogrp-emu00002", ReadOnlyDBInstanceList: [{ DBInstanceId: id }] },
  ]);
});

test("groups are found by their id as well, and page by page", async () => {
  const filters = (groupId: string) => [...ofMaster(master).Filters, { Name: "read-only-group-id", Values: [groupId] }];
  expect((await groups({ Filters: filters("pgrogrp-emu00001") })).set).toHaveLength(1);
  expect((await groups({ Filters: filters("pgrogrp-00000000") })).set).toHaveLength(0);
  expect((await groups({ ...ofMaster(master), PageSize: 1, PageNumber: 2 })).set).toHaveLength(0);
});

test.each([
  [{}],
  [{ Filters: [{ Name: "read-only-group-id", Values: ["pgrogrp-emu00001"] }] }],
  [{ ...ofMaster(master), PageNumber: 0 }],
  [{ ...ofMaster(master), PageSize: -1 }],
  [{ ...ofMaster(master), OrderBy: "Colour" }],
])("%j is refused", async (parameters) => {
  const { response } = await groups(parameters);
  expect(codeOf(response)).toBe("InvalidParameterValue.InvalidParameterValueError");
});
