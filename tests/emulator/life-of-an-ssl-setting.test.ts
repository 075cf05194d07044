import { postgres } from "tencentcloud-sdk-nodejs-postgres/tencentcloud/services/postgres";
import { sdkOptions } from "./sdk-options";
import { eventually, useEmulator } from "./use-emulator";

const emulator = useEmulator({ taskSeconds: 0.2 });
const id = "postgres-emu00001";

test("the vendor's SDK turns SSL on, waits for the task, moves the address and turns SSL off again", async () => {
  const client = new postgres.v20170312.Client(sdkOptions(emulator()));
  const shown = () => client.DescribeDBInstanceSSLConfig({ DBInstanceId: id });
  const changed = async (change: { SSLEnabled: boolean; ConnectAddress?: string }) => {
    const { TaskId = 0 } = await client.ModifyDBInstanceSSLConfig({ DBInstanceId: id, ...change });
    await eventually(async () => (await client.DescribeTasks({ TaskId })).TaskSet?.[0]?.Status === "Success");
  };
  const [privateIp = "", publicIp = ""] = emulator().control.instance(id).addresses;

  expect(await shown()).toMatchObject({ SSLEnabled: false, CAUrl: "", ConnectAddress: "" });
  await changed({ SSLEnabled: true, ConnectAddress: privateIp });
  const CACert = emulator().control.caCertificate();
  expect(await shown()).toMatchObject({ SSLEnabled: true, ConnectAddress: privateIp, CACert });
  await changed({ SSLEnabled: true, ConnectAddress: publicIp });
  await changed({ SSLEnabled: false });

  const counts = { modifies: 3, restarts: 3, runningTaskId: null };
  expect(emulator().control.instance(id)).toMatchObject({ sslEnabled: false, ...counts });
});
