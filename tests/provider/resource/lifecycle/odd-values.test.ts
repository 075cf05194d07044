import { useVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { inputsFor, instanceOf, up } from "./run";

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

test.each([
  ["an empty detail", { TaskDetail: {} }],
  ["a detail of empty texts", { TaskDetail: { AllSteps: "", Input: "", Output: "" } }],
  ["neither detail nor end", { TaskDetail: null, EndTime: null }],
])("a task with %s is waited for like any other", async (_, fields) => {
  cloud.control.nextTask({ fields });
  const { state } = await up(cloud, inputsFor(cloud));

  expect(state).toMatchObject({ sslEnabled: true, taskId: 100001 });
  expect(cloud.control.instance(instanceOf(cloud).id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
});

test("a task that fails without a detail is still reported with its instance and id", async () => {
  cloud.control.nextTask({ status: "Fail", fields: { TaskDetail: {} } });
  const { error } = await up(cloud, inputsFor(cloud));

  expect(error?.message).toContain(instanceOf(cloud).id);
  expect(error?.message).toContain("100001");
  expect(cloud.control.instance(instanceOf(cloud).id)).toMatchObject({ sslEnabled: false, modifies: 1 });
});

test("an address of a public network that is closed is refused at once, without a restart", async () => {
  const [, publicAddress = ""] = instanceOf(cloud).addresses;
  await cloud.control.changeInstance(instanceOf(cloud).id, { publicNetwork: "initing" });
  const { error } = await up(cloud, { ...inputsFor(cloud), connectAddress: publicAddress });

  expect(error?.message).toContain(publicAddress);
  expect(cloud.control.instance(instanceOf(cloud).id)).toMatchObject({ sslEnabled: false, restarts: 0 });
});

test("somebody else's backup or restart does not keep the change from being made once", async () => {
  for (const kind of ["backup", "restart"] as const) {
    cloud.control.startTask(instanceOf(cloud).id, { kind, seconds: 30, fields: { TaskDetail: {} } });
  }
  const { state } = await up(cloud, inputsFor(cloud));

  expect(state).toMatchObject({ sslEnabled: true });
  expect(cloud.control.instance(instanceOf(cloud).id)).toMatchObject({ modifies: 1, restarts: 1 });
});
