import { postgres } from "tencentcloud-sdk-nodejs-postgres/tencentcloud/services/postgres";
import { call, codeOf } from "../raw-client";
import { settled, useEmulator } from "../use-emulator";

const emulator = useEmulator();
const id = "postgres-emu00001";

function client(region = emulator().region) {
  const { endpoint, secretId, secretKey } = emulator();
  const httpProfile = { protocol: "http://" as const, endpoint: new URL(endpoint).host };
  return new postgres.v20170312.Client({ credential: { secretId, secretKey }, region, profile: { httpProfile } });
}

test("the regions of the product are listed, and every instance is in a zone of its region", async () => {
  const { RegionSet = [], TotalCount } = await client().DescribeRegions();
  expect(RegionSet).toHaveLength(TotalCount ?? 0);
  expect(RegionSet).toContainEqual(
    expect.objectContaining({ Region: "ap-guangzhou", RegionId: 1, RegionState: "AVAILABLE", SupportInternational: 0 }),
  );
  expect(RegionSet.map(({ Region }) => Region)).toEqual(expect.arrayContaining(["ap-tokyo", "eu-frankfurt"]));

  const { ZoneSet = [] } = await client().DescribeZones({ StorageType: "CLOUD_SSD" });
  const { DBInstance } = await client().DescribeDBInstanceAttribute({ DBInstanceId: id });
  expect(ZoneSet.map(({ Zone }) => Zone)).toContain(DBInstance?.Zone);
  const abroad = await client("ap-tokyo").DescribeZones({});
  expect(abroad.ZoneSet?.[0]).toMatchObject({ Zone: "ap-tokyo-1", ZoneState: "AVAILABLE" });
  expect(codeOf(await call(emulator(), "DescribeZones", { StorageType: "TAPE" }))).toBe(
    "InvalidParameterValue.InvalidParameterValueError",
  );
});

test("an instance is restarted by a task, keeps its SSL setting, and takes no second restart meanwhile", async () => {
  await emulator().control.changeInstance(id, { sslEnabled: true });
  const { FlowId, TaskId = 0 } = await client().RestartDBInstance({ DBInstanceId: id });
  expect(FlowId).toBe(TaskId);
  expect(codeOf(await call(emulator(), "RestartDBInstance", { DBInstanceId: id }))).toBe(
    "OperationDenied.InstanceStatusLimitOpError",
  );
  const { DBInstance } = await client().DescribeDBInstanceAttribute({ DBInstanceId: id });
  expect(DBInstance?.DBInstanceStatus).toBe("restarting");

  await settled(emulator(), id);
  const { TaskSet = [] } = await client().DescribeTasks({ TaskId, Limit: 1 });
  expect(TaskSet).toMatchObject([{ TaskType: "RestartInstance", Status: "Success", DBInstanceId: id }]);
  expect(emulator().control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 0, status: "running" });
});

test("the next restart fails when that was asked for, like any other task", async () => {
  emulator().control.nextTask({ instance: id, status: "Fail", message: "No node is free." });
  const { TaskId = 0 } = await client().RestartDBInstance({ DBInstanceId: id });
  await settled(emulator(), id);

  const { TaskSet = [] } = await client().DescribeTasks({ TaskId });
  expect(TaskSet).toMatchObject([{ Status: "Fail", TaskDetail: { Message: "No node is free." } }]);
});
