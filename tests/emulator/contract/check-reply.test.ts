import { actionNames, checkReply } from "../../../emulator/src";
import { jsonWebToken } from "../json-web-token";
import { call } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const requestId = "5878440a-028f-4fe4-8786-240665d0105e";
const task = {
  DBInstanceId: "postgres-0e3hth5b",
  EndTime: "",
  Progress: 0,
  StartTime: "2024-09-27 16:06:02",
  Status: "Running",
  TaskDetail: { AllSteps: "", Input: "", Output: "" },
  TaskId: 120321,
  TaskType: "DestroyInstance",
};
const tasks = (changed: object) => ({
  Response: { RequestId: requestId, TotalCount: 1, TaskSet: [{ ...task, ...changed }] },
});

test("the documentation's own replies are faithful", () => {
  expect(checkReply("ModifyDBInstanceSSLConfig", { Response: { RequestId: requestId, TaskId: 100015 } })).toEqual([]);
  const off = { CAUrl: "", ConnectAddress: "", RequestId: requestId, SSLEnabled: false };
  expect(checkReply("DescribeDBInstanceSSLConfig", JSON.stringify({ Response: off }))).toEqual([]);
  expect(checkReply("DescribeTasks", tasks({}))).toEqual([]);
});

test.each<[string, object | string, string]>([
  ["text that is no JSON", "<html>", "the reply is no JSON object"],
  ["something beside Response", { ...tasks({}), More: 1 }, "More is not in the contract"],
  ["no RequestId", { Response: { TotalCount: 0, TaskSet: [] } }, "Response.RequestId is no filled string"],
  ["a missing field", { Response: { RequestId: requestId, TaskSet: [] } }, "Response.TotalCount is missing"],
  ["an unknown field", tasks({ Colour: "red" }), "Response.TaskSet[0].Colour is not in the contract"],
  ["a text for a number", tasks({ TaskId: "1" }), 'Response.TaskSet[0].TaskId is no uint64: "1"'],
  ["a negative unsigned number", tasks({ Progress: -1 }), "Response.TaskSet[0].Progress is no uint64: -1"],
  ["a null that must not be", tasks({ EndTime: null }), "Response.TaskSet[0].EndTime is null"],
  [
    "a status that there is not",
    tasks({ Status: "Done" }),
    'Response.TaskSet[0].Status has a value outside of its list: "Done"',
  ],
  [
    "a time with a zone",
    tasks({ StartTime: "2024-09-27T16:06:02Z" }),
    "Response.TaskSet[0].StartTime is not written as it should be: 2024-09-27T16:06:02Z",
  ],
  [
    "steps that are no JSON",
    tasks({ TaskDetail: { AllSteps: "[" } }),
    "Response.TaskSet[0].TaskDetail.AllSteps is not written as it should be: [",
  ],
  [
    "a code of another action",
    error("FailedOperation.FlowCreateError"),
    'Response.Error.Code "FailedOperation.FlowCreateError" is no code of DescribeTasks',
  ],
  [
    "an error beside fields",
    { Response: { ...error("InternalError").Response, TaskSet: [] } },
    "Response.TaskSet stands beside Error",
  ],
])("%s is told", (_, reply, fault) => {
  expect(checkReply("DescribeTasks", reply)).toContain(fault);
});

test("an error of the gateway may come from any action", () => {
  for (const action of actionNames) expect(checkReply(action, error("AuthFailure.SignatureFailure"))).toEqual([]);
});

test("every action of the emulator answers as the contract says, whatever the instances went through", async () => {
  const control = emulator().control;
  control.createInstance({ tags: { env: "prod" }, version: "10.21", storageType: "PHYSICAL_LOCAL_SSD" });
  control.createInstance({ readOnlyOf: "postgres-emu00002" });
  await control.changeInstance("postgres-emu00003", { sslEnabled: true });
  for (const status of ["Success", "Fail", "Pause", "WaitSwitch", "stuck"] as const) {
    const { id } = control.createInstance({});
    control.nextTask({ instance: id, status, seconds: 0 });
    await call(emulator(), "ModifyDBInstanceSSLConfig", { DBInstanceId: id, SSLEnabled: false });
  }
  const masters = [{ Name: "db-master-instance-id", Values: ["postgres-emu00001", "postgres-emu00002"] }];
  await call(emulator(), "DescribeTasks");
  await call(emulator(), "DescribeDBInstances", { Limit: 100 });
  await call(emulator(), "DescribeReadOnlyGroups", { Filters: masters });
  for (const { id } of control.instances()) {
    await call(emulator(), "DescribeDBInstanceSSLConfig", { DBInstanceId: id });
    await call(emulator(), "DescribeDBInstanceAttribute", { DBInstanceId: id });
  }
  await call(emulator(), "RestartDBInstance", { DBInstanceId: "postgres-emu00001" });
  await call(emulator(), "DescribeTasks");
  await call(emulator(), "DescribeRegions");
  await call(emulator(), "DescribeZones");
  const role = { RoleArn: "qcs::cam::uin/100000000001:roleName/ci", RoleSessionName: "ci" };
  const token = jsonWebToken({ iss: "https://idp", sub: "ci", aud: "sts", exp: Date.now() / 1000 + 60 });
  const pod = { ProviderId: "idp", WebIdentityToken: token };
  await call(emulator(), "AssumeRole", role, {}, "sts");
  await call(emulator(), "AssumeRoleWithWebIdentity", { ...role, ...pod }, {}, "sts");
  await call(emulator(), "GetCallerIdentity", {}, {}, "sts");
  await call(emulator(), "GetResources", {}, {}, "tag");
  const resources = { ServiceType: "postgres", ResourcePrefix: "DBInstanceId", ResourceRegion: emulator().region };
  const tagged = { ...resources, ResourceIds: ["postgres-emu00004"] };
  await call(emulator(), "DescribeResourceTagsByResourceIds", tagged, {}, "tag");

  expect(control.violations()).toEqual([]);
  const counts = Object.values(control.callCounts());
  expect(counts.every(({ accepted }) => accepted > 0)).toBe(true);
  expect(counts.every(({ failed }) => failed === 0)).toBe(true);
});

function error(code: string) {
  return { Response: { RequestId: requestId, Error: { Code: code, Message: "Something is wrong." } } };
}
