import { actionNames, checkReply } from "../../../emulator/src";

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
const misspelt = "is not written as it should be";
const otherCode = "FailedOperation.FlowCreateError";
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
  ["a time with a zone", tasks({ StartTime: time }), `${inTask}.StartTime ${misspelt}: ${time}`],
  ["steps that are no JSON", tasks({ TaskDetail: { AllSteps: "[" } }), `${inTask}.TaskDetail.AllSteps ${misspelt}: [`],
  ["a code of another action", error(otherCode), `Response.Error.Code "${otherCode}" is no code of DescribeTasks`],
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
