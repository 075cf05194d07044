import { type ActionName, actionNames, checkReply } from "../../../emulator/src";
import { serviceOf } from "../../../emulator/src/contract";
import { jsonWebToken } from "../json-web-token";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const RequestId = "5878440a-028f-4fe4-8786-240665d0105e";
const task = {
  ...{ DBInstanceId: "postgres-0e3hth5b", TaskId: 120321, TaskType: "DestroyInstance", Status: "Running", Progress: 0 },
  ...{ StartTime: "2024-09-27 16:06:02", EndTime: "", TaskDetail: { AllSteps: "", Input: "", Output: "" } },
};
const tasks = (changed: object) => ({ Response: { RequestId, TotalCount: 1, TaskSet: [{ ...task, ...changed }] } });
const error = (Code: string) => ({ Response: { RequestId, Error: { Code, Message: "Something is wrong." } } });

test("the documentation's own replies are faithful", () => {
  expect(checkReply("ModifyDBInstanceSSLConfig", { Response: { RequestId, TaskId: 100015 } })).toEqual([]);
  const off = { CAUrl: "", ConnectAddress: "", RequestId, SSLEnabled: false };
  expect(checkReply("DescribeDBInstanceSSLConfig", JSON.stringify({ Response: off }))).toEqual([]);
  expect(checkReply("DescribeTasks", tasks({}))).toEqual([]);
});

const inTask = "Response.TaskSet[0]";
const time = "2024-09-27T16:06:02Z";
test.each<[string, object | string, string]>([
  ["text that is no JSON", "<html>", "the reply is no JSON object"],
  ["something beside Response", { ...tasks({}), More: 1 }, "More is not in the contract"],
  ["no RequestId", { Response: { TotalCount: 0, TaskSet: [] } }, "Response.RequestId is no filled string"],
  ["a missing field", { Response: { RequestId, TaskSet: [] } }, "Response.TotalCount is missing"],
  ["an unknown field", tasks({ Colour: "red" }), `${inTask}.Colour is not in the contract`],
  ["a text for a number", tasks({ TaskId: "1" }), `${inTask}.TaskId is no uint64: "1"`],
  ["a negative unsigned number", tasks({ Progress: -1 }), `${inTask}.Progress is no uint64: -1`],
  ["a null that must not be", tasks({ EndTime: null }), `${inTask}.EndTime is null`],
  ["an unknown status", tasks({ Status: "Done" }), `${inTask}.Status has a value outside of its list: "Done"`],
  ["a time with a zone", tasks({ StartTime: time }), `${inTask}.StartTime is not written as it should be: ${time}`],
  [
    "steps that are no JSON",
    tasks({ TaskDetail: { AllSteps: "[" } }),
    `${inTask}.TaskDetail.AllSteps is not written as it should be: [`,
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
])("%s is reported", (_, reply, fault) => {
  expect(checkReply("DescribeTasks", reply)).toContain(fault);
});

test("an error of the gateway may come from any action", () => {
  for (const action of actionNames) expect(checkReply(action, error("AuthFailure.SignatureFailure"))).toEqual([]);
});

test("every action of the emulator answers as the contract says, whatever the instances went through", async () => {
  const { control, region } = emulator();
  control.createInstance({ tags: { env: "prod" }, version: "10.21", storageType: "PHYSICAL_LOCAL_SSD" });
  control.createInstance({ readOnlyOf: "postgres-emu00002" });
  await control.changeInstance("postgres-emu00003", { sslEnabled: true });
  for (const status of ["Success", "Fail", "Pause", "WaitSwitch", "stuck"] as const) {
    const { id } = control.createInstance({});
    control.nextTask({ instance: id, status, seconds: 0 });
    await emulator.modify(id);
  }
  const role = { RoleArn: "qcs::cam::uin/100000000001:roleName/ci", RoleSessionName: "ci" };
  const WebIdentityToken = jsonWebToken({ iss: "https://idp", sub: "ci", aud: "sts", exp: Date.now() / 1000 + 60 });
  const masters = [{ Name: "db-master-instance-id", Values: ["postgres-emu00001", "postgres-emu00002"] }];
  const resources = { ServiceType: "postgres", ResourcePrefix: "DBInstanceId", ResourceRegion: region };
  const ofEach = (action: ActionName) => control.instances().map(({ id }) => [action, { DBInstanceId: id }] as const);
  const calls: readonly (readonly [ActionName, object])[] = [
    ["DescribeTasks", {}],
    ["DescribeDBInstances", { Limit: 100 }],
    ["DescribeReadOnlyGroups", { Filters: masters }],
    ...ofEach("DescribeDBInstanceSSLConfig"),
    ...ofEach("DescribeDBInstanceAttribute"),
    ["RestartDBInstance", { DBInstanceId: "postgres-emu00001" }],
    ["DescribeTasks", {}],
    ["DescribeRegions", {}],
    ["DescribeZones", {}],
    ["AssumeRole", role],
    ["AssumeRoleWithWebIdentity", { ...role, ProviderId: "idp", WebIdentityToken }],
    ["GetCallerIdentity", {}],
    ["GetResources", {}],
    ["DescribeResourceTagsByResourceIds", { ...resources, ResourceIds: ["postgres-emu00004"] }],
  ];
  for (const [action, parameters] of calls) await emulator.call(action, parameters, {}, serviceOf(action));

  expect(control.violations()).toEqual([]);
  const counts = Object.values(control.callCounts());
  expect(counts.every(({ accepted, failed }) => accepted > 0 && failed === 0)).toBe(true);
});
