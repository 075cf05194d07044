import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const id = "postgres-emu00001";
const view = () => emulator().control.instance(id);
const modify = async (address?: string) => {
  const reply = await emulator.modify(id, address);
  await emulator.settled(id);
  return reply;
};

test.each([
  ["restart", { TaskId: 100002 }, 2],
  ["nothing", { TaskId: 0 }, 1],
  ["error", { Error: { Code: "InvalidParameterValue.InvalidParameterValueError" } }, 1],
] as const)("Modify of a setting that is as asked for: %s", async (unchangedModify, reply, restarts) => {
  await modify("10.0.0.1");
  expect((await emulator.http("PUT", "behaviour", { unchangedModify })).json).toMatchObject({ unchangedModify });
  expect(await modify("10.0.0.1")).toMatchObject(reply);
  expect(view().restarts).toBe(restarts);
  // Another address is a change, whatever is done where there is none.
  await modify("198.18.0.1");
  expect(view()).toMatchObject({ restarts: restarts + 1, connectAddress: "198.18.0.1" });
});

test.each([
  ["Message", { Message: "Out of disk.", Output: "" }],
  ["StepMessage", { AllSteps: expect.stringContaining('"StepMessage":"Out of disk."') as string, Output: "" }],
  ["Output", { Output: '{"Message":"Out of disk."}' }],
] as const)("the reason of a failed task stands in %s, and nowhere else", async (failureReason, where) => {
  emulator().control.behaviour({ failureReason });
  emulator().control.nextTask({ status: "Fail", message: "Out of disk.", seconds: 0 });
  await modify("10.0.0.1");
  const { TaskSet: set } = await emulator.call("DescribeTasks", { DBInstanceId: id });
  const [{ TaskDetail: detail }] = set as [{ TaskDetail: object }];
  expect(detail).toMatchObject(where);
  expect(JSON.stringify(detail).split("Out of disk.")).toHaveLength(2);
  expect(Object.hasOwn(detail, "Message")).toBe(failureReason === "Message");
});

test("a reset brings the usual behaviour back, and a slip in a name is refused", async () => {
  const usual = (await emulator.http("GET", "behaviour")).json;
  expect((await emulator.http("PUT", "behaviour", { serverChain: "root" })).status).toBe(400);
  await emulator.http("PUT", "behaviour", { serverChain: "leaf", failureReason: "Output" });
  await emulator().reset();
  expect((await emulator.http("GET", "behaviour")).json).toEqual(usual);
});
