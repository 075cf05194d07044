import type { Task } from "../../provider/cloud/replies";
import { Deadline, DEFAULT_PACE } from "../../provider/pace";
import type { Session } from "../../provider/session";
import { REGION, startVirtualCloud, type VirtualCloud } from "./virtual-cloud";
import { finish, timed, useVirtualTime } from "./virtual-time";

jest.mock("node:timers/promises", () => jest.requireActual<object>("./virtual-time"));
jest.mock("tencentcloud-sdk-nodejs-postgres/tencentcloud/common/http/fetch", () =>
  jest.requireActual<object>("./virtual-network"),
);

useVirtualTime();

const INSTANCES = 130;
let cloud: VirtualCloud;
let session: Session;
beforeEach(async () => {
  cloud = await startVirtualCloud({ instances: INSTANCES });
  session = cloud.session();
});

function deadline(seconds = 600): Deadline {
  return Deadline.in(seconds, DEFAULT_PACE);
}

/** Starts a task for each of the first `count` instances, in one moment, and says their ids. */
async function startTasks(count: number, from = 0): Promise<number[]> {
  const changes = cloud.control.instances().slice(from, from + count);
  const accepted = changes.map(({ id, addresses: [connectAddress = ""] }) =>
    session.tools.api.modifySslConfig(REGION, id, { sslEnabled: true, connectAddress }, deadline()),
  );
  return (await finish(Promise.all(accepted))).map(({ taskId }) => taskId ?? 0);
}

/** What DescribeTasks was asked since the last time. */
let asked = 0;
beforeEach(() => {
  asked = 0;
});
function questions(): object[] {
  const all = cloud.requests.filter(({ action }) => action === "DescribeTasks").map(({ request }) => request);
  return all.slice(asked, (asked = all.length));
}

function findAll(ids: readonly number[]): Promise<(Task | undefined)[]> {
  return Promise.all(ids.map((id) => session.tools.tasks.find(REGION, id, deadline())));
}

async function pass(seconds: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(seconds * 1000);
}

describe("a few resources that wait", () => {
  test("are answered at once, each by a question of its own", async () => {
    const ids = await startTasks(3);
    const { result, seconds } = await timed(findAll(ids));

    expect(result.map((task) => task?.taskId)).toEqual(ids);
    expect(questions()).toEqual(ids.map((TaskId) => ({ TaskId, Limit: 1 })));
    // The pace of requests, and nothing else, makes them wait.
    expect(seconds).toBeLessThan(0.2);
  });

  test("learn of a task that is not listed as such", async () => {
    expect(await finish(findAll([4711]))).toEqual([undefined]);
  });

  test("are asked for again one by one when a second has passed", async () => {
    const ids = await startTasks(3);
    await finish(findAll(ids));
    await pass(1);
    await finish(findAll(ids));

    expect(questions()).toHaveLength(6);
  });
});

describe("many resources that wait", () => {
  test("are answered from one listing, a moment later", async () => {
    const ids = await startTasks(60);
    const { result, seconds } = await timed(findAll(ids));

    expect(result.map((task) => task?.taskId)).toEqual(ids);
    expect(questions()).toEqual([
      ...ids.slice(0, 3).map((TaskId) => ({ TaskId, Limit: 1 })),
      {
        MinStartTime: expect.stringMatching(/^2026-01-01 07:00:0\d$/) as string,
        Limit: 100,
        Offset: 0,
        OrderBy: "StartTime",
        OrderByType: "asc",
      },
    ]);
    expect(seconds).toBeGreaterThanOrEqual(DEFAULT_PACE.taskRoundSeconds);
    expect(seconds).toBeLessThan(1);
  });

  test("are answered from more pages where a hundred tasks are not all", async () => {
    const ids = await startTasks(INSTANCES);
    const found = await finish(findAll(ids));

    expect(found.map((task) => task?.taskId)).toEqual(ids);
    expect(questions().slice(3)).toMatchObject([{ Offset: 0 }, { Offset: 100 }]);
  });

  test("never get an answer from before their question", async () => {
    const ids = await startTasks(10);
    await pass(4);
    const early = findAll(ids);
    // The first listing is on its way when others ask.
    await pass(DEFAULT_PACE.taskRoundSeconds);
    const late = findAll(ids);
    await finish(Promise.all([early, late]));

    expect(questions().filter((question) => "MinStartTime" in question)).toHaveLength(2);
  });

  test("see a task's end as soon as it is listed", async () => {
    const ids = await startTasks(10);
    const before = await finish(findAll(ids));
    await pass(10);
    const after = await finish(findAll(ids));

    expect(new Set(before.map((task) => task?.status))).toEqual(new Set(["Running"]));
    expect(new Set(after.map((task) => task?.status))).toEqual(new Set(["Success"]));
  });

  test("read only what started since the oldest task that still runs", async () => {
    cloud.control.nextTask({ seconds: 300 });
    const [slow = 0] = await startTasks(1);
    await pass(100);
    const ids = await startTasks(10, 1);
    await finish(findAll([slow, ...ids]));
    await pass(20);
    questions();
    await finish(findAll([slow, ...ids]));

    expect(questions().slice(3)).toMatchObject([{ MinStartTime: "2026-01-01 08:00:00", Limit: 100 }]);
  });

  test("read no old tasks again, but with a little overlap for one that is listed late", async () => {
    await startTasks(1);
    await pass(100);
    const ids = await startTasks(10, 1);
    await finish(findAll(ids));
    await pass(20);
    questions();
    await finish(findAll(ids));

    expect(questions().slice(3)).toMatchObject([{ MinStartTime: "2026-01-01 08:01:35" }]);
  });

  test("are not slowed down by a task of others that runs for hours: it is asked for by its id", async () => {
    cloud.control.nextTask({ seconds: 7200 });
    const [endless = 0] = await startTasks(1);
    await finish(findAll([endless, endless, endless, endless]));
    await pass(16 * 60);
    const ids = await startTasks(10, 1);
    await finish(findAll(ids));
    await pass(1);
    questions();
    const [task] = await finish(findAll([...ids, endless]).then((tasks) => tasks.slice(-1)));

    expect(task).toMatchObject({ taskId: endless, status: "Running" });
    const listings = questions().slice(3);
    expect(listings).toHaveLength(2);
    expect(listings).toMatchObject([{ MinStartTime: "2026-01-01 08:15:55" }, { TaskId: endless, Limit: 1 }]);
  });

  test("see also tasks that are listed late: five in a round are asked for by id, the others in the next", async () => {
    for (let task = 0; task < 20; task += 1) cloud.control.nextTask({ visibleAfterSeconds: 3600 });
    const hidden = await startTasks(20);
    const ids = await startTasks(10, 20);
    const found = await finish(findAll([...ids, ...hidden]));

    expect(found.filter(Boolean)).toHaveLength(10);
    expect(questions().slice(4)).toEqual(hidden.slice(0, 5).map((TaskId) => ({ TaskId, Limit: 1 })));

    await pass(1);
    await finish(findAll(hidden));
    expect(questions().filter((question) => "TaskId" in question)).toHaveLength(3 + 5);
  });

  test("wait for a listing no longer than their deadline", async () => {
    const ids = await startTasks(3);
    await finish(findAll(ids));
    const impatient = session.tools.tasks.find(REGION, ids[0] ?? 0, deadline(0.1));

    expect((await timed(impatient)).seconds).toBeLessThan(0.2);
  });

  test("are told of an error by the one listing that failed, and served by the next", async () => {
    const ids = await startTasks(5);
    await finish(findAll(ids.slice(0, 3)));
    cloud.control.addFault({ action: "DescribeTasks", fault: { error: { code: "UnauthorizedOperation" } } });

    await expect(finish(findAll(ids))).rejects.toThrow("postgres:DescribeTasks");
    expect((await finish(findAll(ids))).map((task) => task?.taskId)).toEqual(ids);
  });

  test("of other regions are listed on their own", async () => {
    const ids = await startTasks(5);
    await finish(findAll(ids.slice(0, 3)));
    const elsewhere = session.tools.tasks.find("ap-singapore", ids[0] ?? 0, deadline());
    const here = session.tools.tasks.find(REGION, ids[0] ?? 0, deadline());

    expect(await finish(Promise.all([elsewhere, here]))).toMatchObject([undefined, { taskId: ids[0] }]);
    const regions = cloud.requests.filter(({ request }) => "MinStartTime" in request).map(({ region }) => region);
    expect(regions.sort()).toEqual([REGION, "ap-singapore"].sort());
  });
});

describe("the tasks of an instance", () => {
  const at = (index: number): { region: string; dbInstanceId: string } => ({
    region: REGION,
    dbInstanceId: cloud.control.instances()[index]?.id ?? "",
  });

  test("are asked for by its id, and then are all of them", async () => {
    const [id] = await startTasks(2);
    const { tasks, isComplete } = await finish(session.tools.tasks.findOfInstance(at(0), deadline()));

    expect(tasks.map(({ taskId }) => taskId)).toEqual([id]);
    expect(isComplete).toBe(true);
    expect(questions()).toEqual([{ DBInstanceId: at(0).dbInstanceId }]);
  });

  test("come from the listing where many ask, and then may not be all", async () => {
    const ids = await startTasks(10);
    const found = await finish(
      Promise.all(ids.map((_, index) => session.tools.tasks.findOfInstance(at(index), deadline()))),
    );

    expect(found.map(({ tasks }) => tasks.map(({ taskId }) => taskId))).toEqual(ids.map((id) => [id]));
    expect(found.map(({ isComplete }) => isComplete)).toEqual([true, true, true, ...Array<boolean>(7).fill(false)]);
    expect(questions()).toHaveLength(4);
  });

  test("are never those of another instance, whatever the cloud lists", async () => {
    const [id] = await startTasks(1);
    const task = { TaskId: id, DBInstanceId: "postgres-zzzzzzzz", Status: "Running" };
    const body = JSON.stringify({ Response: { TaskSet: [task], TotalCount: 1, RequestId: "r" } });
    cloud.control.addFault({ action: "DescribeTasks", times: 2, fault: { body } });

    expect((await finish(session.tools.tasks.findOfInstance(at(0), deadline()))).tasks).toEqual([]);
    expect(await finish(session.tools.tasks.find(REGION, 4711, deadline()))).toBeUndefined();
  });
});

test("a cloud that counts more tasks than it lists keeps nobody reading", async () => {
  const ids = await startTasks(4);
  await finish(findAll(ids.slice(0, 3)));
  questions();
  const body = '{"Response":{"TaskSet":[],"TotalCount":1000000000,"RequestId":"r"}}';
  cloud.control.addFault({ action: "DescribeTasks", fault: { body } });

  expect((await finish(findAll(ids)))[3]).toMatchObject({ taskId: ids[3] });
  expect(questions().filter((question) => "MinStartTime" in question)).toHaveLength(1);
});

test("a listing that is longer than its deadline ends with the page that is being read", async () => {
  const ids = await startTasks(4);
  await finish(findAll(ids.slice(0, 3)));
  questions();
  const body = '{"Response":{"TaskSet":[{"TaskId":1,"Status":"Running"}],"TotalCount":1000000000,"RequestId":"r"}}';
  cloud.control.addFault({ action: "DescribeTasks", times: 1000, fault: { body } });

  expect((await timed(session.tools.tasks.find(REGION, ids[3] ?? 0, deadline(5)))).seconds).toBeLessThan(6);
});
