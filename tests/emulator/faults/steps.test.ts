import { call } from "../raw-client";
import { settled, useEmulator } from "../use-emulator";

const emulator = useEmulator();
const id = "postgres-emu00001";
const detailOf = async (change: object) => {
  await call(emulator(), "ModifyDBInstanceSSLConfig", { DBInstanceId: id, ...change });
  await settled(emulator(), id);
  const { TaskSet: set } = await call(emulator(), "DescribeTasks", { DBInstanceId: id });
  const [task] = set as { TaskDetail: { CurrentStep: string; AllSteps: string } }[];
  const steps = JSON.parse(task?.TaskDetail.AllSteps ?? "") as { StepName: string }[];
  return { step: task?.TaskDetail.CurrentStep, all: steps.map(({ StepName: name }) => name) };
};

test("turning SSL off issues no certificate, and does not fail in issuing one", async () => {
  emulator().control.nextTask({ status: "Fail", seconds: 0 });
  const failed = await detailOf({ SSLEnabled: false });
  expect(failed.all).toEqual(["Pre-check", "Remove Certificate", "Restart Instance", "Task Complete"]);
  expect(failed.step).toBe("Remove Certificate");
});

test("turning SSL on issues one", async () => {
  emulator().control.nextTask({ status: "Fail", seconds: 0 });
  const failed = await detailOf({ SSLEnabled: true, ConnectAddress: "10.0.0.1" });
  expect(failed).toEqual({
    all: ["Pre-check", "Issue Certificate", "Restart Instance", "Task Complete"],
    step: "Issue Certificate",
  });
});
