import { type Crowd, deadline, INSTANCES, openCrowd, pass } from "./crowd";
import { REGION } from "../virtual-cloud";
import { finish, timed, useVirtualTime } from "../virtual-time";

jest.mock("node:timers/promises", () => jest.requireActual<object>("../virtual-time"));
jest.mock("tencentcloud-sdk-nodejs-postgres/tencentcloud/common/http/fetch", () =>
  jest.requireActual<object>("../virtual-network"),
);

useVirtualTime();

let crowd: Crowd;
beforeEach(async () => {
  crowd = await openCrowd();
});

test("a region with more than a hundred tasks is read page by page", async () => {
  const ids = await crowd.startTasks(INSTANCES);
  const found = await finish(crowd.findAll(ids));

  expect(found.map((task) => task?.taskId)).toEqual(ids);
  expect(crowd.questions().slice(3)).toMatchObject([{ Offset: 0 }, { Offset: 100 }]);
});

test("a listing reads only what started since the oldest task that still runs", async () => {
  crowd.cloud.control.nextTask({ seconds: 300 });
  const [slow = 0] = await crowd.startTasks(1);
  await pass(100);
  const ids = await crowd.startTasks(10, 1);
  await finish(crowd.findAll([slow, ...ids]));
  await pass(20);
  crowd.questions();
  await finish(crowd.findAll([slow, ...ids]));

  expect(crowd.questions().slice(3)).toMatchObject([{ MinStartTime: "2026-01-01 08:00:00", Limit: 100 }]);
});

test("a listing reads no old tasks again, but with a little overlap for one that is listed late", async () => {
  await crowd.startTasks(1);
  await pass(100);
  const ids = await crowd.startTasks(10, 1);
  await finish(crowd.findAll(ids));
  await pass(20);
  crowd.questions();
  await finish(crowd.findAll(ids));

  expect(crowd.questions().slice(3)).toMatchObject([{ MinStartTime: "2026-01-01 08:01:35" }]);
});

test("a task of others that runs for hours slows down no listing: it is asked for by its id", async () => {
  crowd.cloud.control.nextTask({ seconds: 7200 });
  const [endless = 0] = await crowd.startTasks(1);
  await finish(crowd.findAll([endless, endless, endless, endless]));
  await pass(16 * 60);
  const ids = await crowd.startTasks(10, 1);
  await finish(crowd.findAll(ids));
  await pass(1);
  crowd.questions();
  const [task] = await finish(crowd.findAll([...ids, endless]).then((tasks) => tasks.slice(-1)));

  expect(task).toMatchObject({ taskId: endless, status: "Running" });
  const listings = crowd.questions().slice(3);
  expect(listings).toHaveLength(2);
  expect(listings).toMatchObject([{ MinStartTime: "2026-01-01 08:15:55" }, { TaskId: endless, Limit: 1 }]);
});

test("the end of a task is remembered, so that nobody asks again when the listings have moved on", async () => {
  const old = await crowd.startTasks(10);
  await pass(20);
  await finish(crowd.findAll(old));
  await pass(100);
  await finish(crowd.findAll(await crowd.startTasks(10, 10)));
  crowd.questions();
  const found = await finish(crowd.findAll(old));

  expect(found.map((task) => task?.status)).toEqual(old.map(() => "Success"));
  expect(crowd.questions().filter((question) => "TaskId" in question)).toHaveLength(0);
});

test("a cloud that counts more tasks than it lists keeps nobody reading", async () => {
  const ids = await crowd.startTasks(4);
  await finish(crowd.findAll(ids.slice(0, 3)));
  crowd.questions();
  const body = '{"Response":{"TaskSet":[],"TotalCount":1000000000,"RequestId":"r"}}';
  crowd.cloud.control.addFault({ action: "DescribeTasks", fault: { body } });

  expect((await finish(crowd.findAll(ids)))[3]).toMatchObject({ taskId: ids[3] });
  expect(crowd.questions().filter((question) => "MinStartTime" in question)).toHaveLength(1);
});

test("a listing that is longer than its deadline ends with the page that is being read", async () => {
  const ids = await crowd.startTasks(4);
  await finish(crowd.findAll(ids.slice(0, 3)));
  crowd.questions();
  const body = '{"Response":{"TaskSet":[{"TaskId":1,"Status":"Running"}],"TotalCount":1000000000,"RequestId":"r"}}';
  crowd.cloud.control.addFault({ action: "DescribeTasks", times: 1000, fault: { body } });

  expect((await timed(crowd.find(ids[3] ?? 0, REGION, deadline(5)))).seconds).toBeLessThan(6);
});
