import { postgres } from "tencentcloud-sdk-nodejs-postgres/tencentcloud/services/postgres";
import { type Emulator, startEmulator } from "../../emulator/src";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ servers: 0, taskSeconds: 0.2, rate: 0, checkReplies: true });
});
afterEach(async () => {
  expect(emulator.control.violations()).toEqual([]);
  await emulator.reset();
});
afterAll(async () => emulator.close());

test("the vendor's SDK turns SSL on, waits for the task, moves the address and turns SSL off again", async () => {
  const client = sdkClient(emulator);
  const { id, addresses } = emulator.control.instances()[0] ?? { id: "", addresses: [] };
  const [privateIp = "", publicIp = ""] = addresses;

  expect(await client.DescribeDBInstanceSSLConfig({ DBInstanceId: id })).toMatchObject({
    SSLEnabled: false,
    CAUrl: "",
    ConnectAddress: "",
  });
  await changed(client, { DBInstanceId: id, SSLEnabled: true, ConnectAddress: privateIp });
  expect(await client.DescribeDBInstanceSSLConfig({ DBInstanceId: id })).toMatchObject({
    SSLEnabled: true,
    ConnectAddress: privateIp,
    CACert: emulator.control.caCertificate(),
  });
  await changed(client, { DBInstanceId: id, SSLEnabled: true, ConnectAddress: publicIp });
  await changed(client, { DBInstanceId: id, SSLEnabled: false });

  expect(emulator.control.instance(id)).toMatchObject({
    sslEnabled: false,
    modifies: 3,
    restarts: 3,
    runningTaskId: null,
  });
});

test("a second change is refused while the first one's task is running", async () => {
  const client = sdkClient(emulator);
  const { id = "", addresses = [] } = emulator.control.instances()[1] ?? {};
  const change = { DBInstanceId: id, SSLEnabled: true, ConnectAddress: addresses[0] ?? "" };
  await client.ModifyDBInstanceSSLConfig(change);

  await expect(client.ModifyDBInstanceSSLConfig(change)).rejects.toMatchObject({
    code: "OperationDenied.InstanceStatusLimitError",
  });
  expect(emulator.control.instance(id).modifies).toBe(1);
});

type Client = InstanceType<typeof postgres.v20170312.Client>;

function sdkClient({ endpoint, secretId, secretKey, region }: Emulator): Client {
  return new postgres.v20170312.Client({
    credential: { secretId, secretKey },
    region,
    profile: { language: "en-US", httpProfile: { protocol: "http://", endpoint: new URL(endpoint).host } },
  });
}

/** Makes a change and waits until its task is over. */
async function changed(client: Client, change: Parameters<Client["ModifyDBInstanceSSLConfig"]>[0]): Promise<void> {
  const { TaskId } = await client.ModifyDBInstanceSSLConfig(change);
  for (let look = 0; look < 50; look += 1) {
    const { TaskSet } = await client.DescribeTasks({ TaskId: TaskId ?? 0 });
    if (TaskSet?.[0]?.Status === "Success") return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Task ${String(TaskId)} did not succeed.`);
}
