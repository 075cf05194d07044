import { LOOK, MODIFY, TASKS, useLocalCloud } from "./local-cloud";
import { stackProtecting } from "./protecting-stack";
import { mustUp, resourceIn, up } from "./stack-verbs";

const cloud = useLocalCloud({ instances: 4 });
afterEach(() => cloud.control.clearFaults());

test("without credentials, up says where it looked for them and makes no call", async () => {
  const { stack } = await stackProtecting(cloud, 1, {
    TENCENTCLOUD_SECRET_ID: "",
    TENCENTCLOUD_SECRET_KEY: "",
    HOME: "/nowhere",
  });
  const { result, actions } = await cloud.watch(() => up(stack));

  expect(result.exitCode).not.toBe(0);
  expect(result.stdout).toContain("error: no Tencent Cloud credentials were found. Set TENCENTCLOUD_SECRET_ID");
  expect(result.stdout).toContain("Tried: the stack config, the environment");
  expect(actions).toEqual([]);
});

test("if the endpoint is not a URL, up names the setting and makes no call", async () => {
  const { stack } = await stackProtecting(cloud, 1, { TENCENTCLOUD_POSTGRES_ENDPOINT: "postgres.tencentcloudapi.com" });
  const { result, actions } = await cloud.watch(() => up(stack));

  expect(result.exitCode).not.toBe(0);
  expect(result.stdout).toContain(
    "error: the endpoint (tencentcloud:endpoint or TENCENTCLOUD_POSTGRES_ENDPOINT) is not a URL such as https://",
  );
  expect(actions).toEqual([]);
});

test("when the tasks cannot be read after the change was accepted, up says that the change goes on, and the next up succeeds", async () => {
  const { id, stack } = await stackProtecting(cloud, 2);
  cloud.control.addFault({ action: TASKS, skip: 1, fault: { error: { code: "InvalidParameter", message: "no" } } });
  const { exitCode, stdout } = await up(stack);

  expect(exitCode).not.toBe(0);
  expect(stdout).toContain("could not be followed to its end: DescribeTasks");
  expect(stdout).toContain("It goes on in the cloud; the next `pulumi up` looks at the instance and does only what is");
  await mustUp(stack);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
});

test("when it is unknown whether the change was started, up says so and does not send it again; the next up reads first", async () => {
  const { id, stack } = await stackProtecting(cloud, 3);
  const denied = { error: { code: "UnauthorizedOperation", message: "not allowed" } };
  cloud.control.addFault({ action: TASKS, times: 1000, fault: denied });
  cloud.control.addFault({ action: MODIFY, fault: { error: { code: "InternalError", message: "no" } } });
  const { exitCode, stdout } = await up(stack);

  expect(exitCode).not.toBe(0);
  expect(stdout).toContain("it is unknown whether the cloud started it: no effect of it was seen");
  expect(stdout).toContain("It was not sent again, because that could restart the database twice.");
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: false, restarts: 0 });
  await mustUp(stack);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, restarts: 1 });
  expect(resourceIn(stack, "db")).toMatchObject({ id, outputs: { sslEnabled: true } });
});

test("the error about an instance that does not exist names its id, region and request", async () => {
  const { id, stack } = await stackProtecting(cloud, 4);
  const gone = { error: { code: "ResourceNotFound.InstanceNotFoundError", message: "gone" } };
  cloud.control.addFault({ action: LOOK, fault: gone });
  const { exitCode, stdout } = await up(stack);

  expect(exitCode).not.toBe(0);
  expect(stdout).toContain(`error: DescribeDBInstanceSSLConfig of ${id} (ap-guangzhou): the instance does not exist`);
  expect(resourceIn(stack, "db")).toBeUndefined();
});
