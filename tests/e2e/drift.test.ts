import { useLocalCloud } from "./local-cloud";
import { declaring } from "./programs";
import { checkDrift, mustDestroy, mustUp, resourceIn } from "./stack-verbs";

const cloud = useLocalCloud();
/** The same account's cloud after the CA's download has moved and its certificates were renewed. */
const movedCloud = useLocalCloud();

test("a change in the console is drift with exit code 7 until up --refresh repairs it; without drift the exit code is 0", async () => {
  const { id, addresses } = cloud.instance();
  const db = { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] };
  const stack = await cloud.stack({ program: declaring({ db }) });
  await mustUp(stack);
  expect(await checkDrift(stack)).toMatchObject({ exitCode: 0 });

  await cloud.control.changeInstance(id, { connectAddress: addresses[1] });
  expect(await checkDrift(stack)).toMatchObject({ exitCode: 7 });
  await cloud.control.changeInstance(id, { sslEnabled: false });
  expect(await checkDrift(stack)).toMatchObject({ exitCode: 7 });

  await mustUp(stack, ["--refresh"]);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, connectAddress: addresses[0], modifies: 2 });
  expect(resourceIn(stack, "db")?.outputs).toMatchObject(db);
  expect(await checkDrift(stack)).toMatchObject({ exitCode: 0 });
});

test("another download address and other certificates of the CA are not drift, because the declared setting is the same", async () => {
  const { id, addresses } = cloud.instance(2);
  const db = { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] };
  for (const { control } of [cloud, movedCloud]) await control.changeInstance(id, db);
  const stack = await cloud.stack({ program: declaring({ db }) });
  await mustUp(stack);

  const { exitCode } = await checkDrift(stack, { env: movedCloud.env });
  expect(movedCloud.control.instance(id).caUrl).not.toBe(cloud.control.instance(id).caUrl);
  expect(exitCode).toBe(0);
});

test("a drift check that cannot reach the cloud says so and ends with exit code 1", async () => {
  const { id, addresses } = cloud.instance(3);
  const stack = await cloud.stack({
    program: declaring({ db: { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] } }),
  });
  await mustUp(stack);
  const { exitCode, stdout } = await checkDrift(stack, {
    env: { TENCENTCLOUD_POSTGRES_ENDPOINT: "http://127.0.0.1:1" },
  });

  expect(exitCode).toBe(1);
  expect(stdout).toContain(`DescribeDBInstanceSSLConfig of ${id} (ap-guangzhou): the endpoint could not be reached`);
  expect(resourceIn(stack, "db")).toMatchObject({ id });
  await mustDestroy(stack);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: false, modifies: 2 });
});
