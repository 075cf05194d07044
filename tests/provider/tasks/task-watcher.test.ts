import type { Task } from "../../../provider/model/task";
import { DEFAULT_PACE } from "../../../provider/model/pace";
import { type Crowd, deadline, openCrowd, pass } from "./crowd";
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

describe("a few resources that wait", () => {
  test("are answered at once, each by a question of its own", async () => {
    const ids = await crowd.startTasks(3);
    const { result, seconds } = await timed(crowd.findAll(ids));

    expect(result.map((task) => task?.taskId)).toEqual(ids);
    expect(crowd.questions()).toEqual(ids.map((TaskId) => ({ TaskId, Limit: 1 })));
    // The pace of requests, and nothing else, makes them wait.
    expect(seconds).toBeLessThan(0.2);
  });

  test("learn of a task that is not listed as such", async () => {
    expect(await finish(crowd.findAll([4711]))).toEqual([undefined]);
  });

  test("are asked for again one by one when a second has passed", async () => {
    const ids = await crowd.startTasks(3);
    await finish(crowd.findAll(ids));
    await pass(1);
    await finish(crowd.findAll(ids));

    expect(crowd.questions()).toHaveLength(6);
  });
});

describe("many resources that wait", () => {
  test("are answered from one listing, a moment later", async () => {
    const ids = await crowd.startTasks(60);
    const { result, seconds } = await timed(crowd.findAll(ids));

    expect(result.map((task) => task?.taskId)).toEqual(ids);
    expect(crowd.questions()).toEqual([
      ...ids.slice(0, 3).map((TaskId) => ({ TaskId, Limit: 1 })),
      {
        MinStartTime: expect.stringMatching(/^2026-01-01 07:00:0\d$/) as string,
        Limit: 100,
        Offset: 0,
        OrderBy: "StartTime",
        OrderByType: "asc",
      },
    ]);
    expect(seconds).toBeGreaterThanOrEqual(DEFAULT_PACE.taskGatherSeconds);
    expect(seconds).toBeLessThan(0.5);
  });

  test("never get an answer from before their question", async () => {
    const ids = await crowd.startTasks(10);
    await pass(4);
    const early = crowd.findAll(ids);
    // The first listing is on its way when others ask.
    await pass(DEFAULT_PACE.taskGatherSeconds);
    const late = crowd.findAll(ids);
    await finish(Promise.all([early, late]));

    expect(crowd.questions().filter((question) => "MinStartTime" in question)).toHaveLength(2);
  });

  test("see a task's end as soon as it is listed", async () => {
    const ids = await crowd.startTasks(10);
    const before = await finish(crowd.findAll(ids));
    await pass(10);
    const after = await finish(crowd.findAll(ids));

    expect(new Set(before.map((task) => task?.status))).toEqual(new Set(["Running"]));
    expect(new Set(after.map((task) => task?.status))).toEqual(new Set(["Success"]));
  });

  test("see also tasks that are listed late: five in a round are asked for by id, the others in the next", async () => {
    for (let task = 0; task < 20; task += 1) crowd.cloud.control.nextTask({ visibleAfterSeconds: 3600 });
    const hidden = await crowd.startTasks(20);
    const ids = await crowd.startTasks(10, 20);
    const found = await finish(crowd.findAll([...ids, ...hidden]));

    expect(found.filter(Boolean)).toHaveLength(10);
    expect(crowd.questions().slice(4)).toEqual(hidden.slice(0, 5).map((TaskId) => ({ TaskId, Limit: 1 })));

    await pass(1);
    await finish(crowd.findAll(hidden));
    expect(crowd.questions().filter((question) => "TaskId" in question)).toHaveLength(3 + 5);
  });

  test("leave no timer behind that would keep the process alive", async () => {
    const ids = await crowd.startTasks(60);
    await finish(crowd.findAll(ids));
    // By then the tasks have ended and no request can be under way; the deadline is ten minutes.
    await pass(60);

    expect(jest.getTimerCount()).toBe(0);
  });

  test("wait for a listing no longer than their deadline", async () => {
    const ids = await crowd.startTasks(3);
    await finish(crowd.findAll(ids));
    const impatient = crowd.find(ids[0] ?? 0, REGION, deadline(0.1));

    expect((await timed(impatient)).seconds).toBeLessThan(0.2);
  });

  test("are told of an error by the one listing that failed, and served by the next", async () => {
    const ids = await crowd.startTasks(5);
    await finish(crowd.findAll(ids.slice(0, 3)));
    crowd.cloud.control.addFault({ action: "DescribeTasks", fault: { error: { code: "UnauthorizedOperation" } } });

    await expect(finish(crowd.findAll(ids))).rejects.toThrow("postgres:DescribeTasks");
    expect((await finish(crowd.findAll(ids))).map((task) => task?.taskId)).toEqual(ids);
  });

  test("of other regions are listed on their own", async () => {
    const ids = await crowd.startTasks(5);
    await finish(crowd.findAll(ids.slice(0, 3)));
    const elsewhere = crowd.find(ids[0] ?? 0, "ap-singapore");
    const here = crowd.find(ids[0] ?? 0);

    expect(await finish(Promise.all([elsewhere, here]))).toMatchObject([undefined, { taskId: ids[0] }]);
    const regions = crowd.cloud.requests.filter(({ request }) => "MinStartTime" in request).map(({ region }) => region);
    expect(regions.sort()).toEqual([REGION, "ap-singapore"].sort());
  });
});

describe("many resources that wait for the end of their tasks", () => {
  const ended = (task?: Task): number | undefined =>
    task?.status === "Success" ? performance.now() / 1000 : undefined;
  const watch = (id: number, until = deadline()): Promise<number | undefined> =>
    crowd.tools.tasks.watch(REGION, id, until, ended);

  test("learn of it within little more than a round, from one listing a second", async () => {
    const start = performance.now() / 1000;
    const ids = await crowd.startTasks(60);
    const acceptedAt = crowd.cloud.requests.map(({ second }) => second);
    const { result, seconds } = await timed(Promise.all(ids.map((id) => watch(id))));
    const delays = result.map((second = 0, index) => second - start - (acceptedAt[index] ?? 0) - 10);

    expect(Math.max(...delays)).toBeLessThan(DEFAULT_PACE.taskRoundSeconds + 0.5);
    expect(crowd.questions().length).toBeLessThan(seconds * 1.2 + 5);
  });

  test("are asked for in turn, where the lists do not show them", async () => {
    for (let task = 0; task < 12; task += 1) crowd.cloud.control.nextTask({ visibleAfterSeconds: 3600 });
    const hidden = await crowd.startTasks(12);
    const ids = await crowd.startTasks(6, 12);
    const waiting = [...ids, ...hidden].map((id) => watch(id, deadline(20)));
    await pass(4);
    const asked = crowd.questions().flatMap((question) => ("TaskId" in question ? [question.TaskId] : []));

    expect(new Set(asked.filter((id) => hidden.includes(id as number)))).toEqual(new Set(hidden));
    await finish(Promise.all(waiting));
  });

  test("wait longer for the next listing where a listing is long", async () => {
    const many = '{"TaskId":1,"Status":"Running"}';
    const body = `{"Response":{"TaskSet":[${many}],"TotalCount":1000,"RequestId":"r"}}`;
    crowd.cloud.control.addFault({ action: "DescribeTasks", times: 1000, fault: { body } });
    const waiting = [1, 2, 3, 4, 5, 6, 7, 8].map((id) => watch(id + 1, deadline(21)));
    await finish(Promise.all(waiting));
    const starts = crowd.questions().filter((question) => "Offset" in question && question.Offset === 0);

    // Ten pages a listing and five pages a second: one listing in two seconds.
    expect(starts.length).toBeGreaterThanOrEqual(9);
    expect(starts.length).toBeLessThanOrEqual(12);
  });

  test("keep their own patience, whatever the others have: the longest is the listing's", async () => {
    const ids = await crowd.startTasks(5);
    crowd.cloud.control.addFault({ action: "DescribeTasks", times: 3, fault: { hang: 15 } });
    const [impatient, ...others] = ids.map((id, index) => watch(id, deadline(index === 0 ? 3 : 600)));
    const { result, seconds } = await timed(impatient ?? Promise.resolve(undefined));

    expect(result).toBeUndefined();
    expect(seconds).toBeLessThan(20);
    expect((await finish(Promise.all(others))).filter((second) => second === undefined)).toEqual([]);
  });
});

describe("the tasks of an instance", () => {
  const at = (index: number): { region: string; dbInstanceId: string } => ({
    region: REGION,
    dbInstanceId: crowd.cloud.control.instances()[index]?.id ?? "",
  });

  test("are asked for by its id, also where many ask", async () => {
    const ids = await crowd.startTasks(10);
    const found = await finish(Promise.all(ids.map((_, index) => crowd.tools.tasks.ofInstance(at(index), deadline()))));

    expect(found.map((tasks) => tasks.map(({ taskId }) => taskId))).toEqual(ids.map((id) => [id]));
    expect(crowd.questions()).toMatchObject(ids.map((_, index) => ({ DBInstanceId: at(index).dbInstanceId })));
  });

  test("are never those of another instance, whatever the cloud lists", async () => {
    const [id] = await crowd.startTasks(1);
    const task = { TaskId: id, DBInstanceId: "postgres-zzzzzzzz", Status: "Running" };
    const body = JSON.stringify({ Response: { TaskSet: [task], TotalCount: 1, RequestId: "r" } });
    crowd.cloud.control.addFault({ action: "DescribeTasks", times: 2, fault: { body } });

    expect(await finish(crowd.tools.tasks.ofInstance(at(0), deadline()))).toEqual([]);
    expect(await finish(crowd.find(4711))).toBeUndefined();
  });
});
