import { postgres } from "tencentcloud-sdk-nodejs-postgres/tencentcloud/services/postgres";
import { sdkOptions } from "../sdk-options";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const id = "postgres-emu00001";
const client = (more: object = {}) => new postgres.v20170312.Client(sdkOptions({ ...emulator(), ...more }));

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
  const abroad = await client({ region: "ap-tokyo" }).DescribeZones({});
  expect(abroad.ZoneSet?.[0]).toMatchObject({ Zone: "ap-tokyo-1", ZoneState: "AVAILABLE" });
  const code = await emulator.codeOf("DescribeZones", { StorageType: "TAPE" });
  expect(code).toBe("InvalidParameterValue.InvalidParameterValueError");
});

test("an instance is restarted by a task, keeps its SSL setting, and takes no second restart meanwhile", async () => {
  await emulator().control.changeInstance(id, { sslEnabled: true });
  const { FlowId, TaskId = 0 } = await client().RestartDBInstance({ DBInstanceId: id });
  expect(FlowId).toBe(TaskId);
  const code = await emulator.codeOf("RestartDBInstance", { DBInstanceId: id });
  expect(code).toBe("OperationDenied.InstanceStatusLimitOpError");
  const { DBInstance } = await client().DescribeDBInstanceAttribute({ DBInstanceId: id });
  expect(DBInstance?.DBInstanceStatus).toBe("restarting");

  await emulator.settled(id);
  const { TaskSet = [] } = await client().DescribeTasks({ TaskId, Limit: 1 });
  expect(TaskSet).toMatchObject([{ TaskType: "RestartInstance", Status: "Success", DBInstanceId: id }]);
  expect(emulator().control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 0, status: "running" });
});

test("the next restart fails when that was asked for, like any other task", async () => {
  emulator().control.nextTask({ instance: id, status: "Fail", message: "No node is free." });
  const { TaskId = 0 } = await client().RestartDBInstance({ DBInstanceId: id });
  await emulator.settled(id);
  const { TaskSet = [] } = await client().DescribeTasks({ TaskId });
  expect(TaskSet).toMatchObject([{ Status: "Fail", TaskDetail: { Message: "No node is free." } }]);
});
