import { REGION } from "../virtual-cloud";
import { finish, timed, useVirtualTime } from "../virtual-time";
import { type Crowd, deadline, openCrowd, pass } from "./crowd";

useVirtualTime();

let crowd: Crowd;
beforeEach(async () => {
  crowd = await openCrowd();
});

type Fault = Parameters<Crowd["cloud"]["control"]["addFault"]>[0]["fault"];

function disturb(fault: Fault, times = 1): void {
  crowd.cloud.control.addFault({ action: "DescribeTasks", times, fault });
}

/** Lists that hold every kind of question that was asked since the last call. */
function asked(): { readonly listings: object[]; readonly ids: unknown[]; readonly instances: unknown[] } {
  const questions = crowd.questions();
  return {
    listings: questions.filter((question) => "MinStartTime" in question),
    ids: questions.flatMap(({ TaskId }) => (TaskId === undefined ? [] : [TaskId])),
    instances: questions.flatMap(({ DBInstanceId }) => (DBInstanceId === undefined ? [] : [DBInstanceId])),
  };
}

describe("a few tasks that are waited for", () => {
  test("are looked at every second for a minute, then every two, each by its id", async () => {
    crowd.cloud.control.nextTask({ seconds: 100 });
    const [id = 0] = await crowd.startTasks(1);
    const before = crowd.cloud.requests.length;
    await finish(crowd.watch(id));
    const looks = crowd.cloud.requests.slice(before).map(({ second }) => Math.round(second));

    expect(crowd.questions()).toEqual(looks.map(() => ({ TaskId: id, Limit: 1 })));
    expect(looks).toEqual([
      ...Array.from({ length: 61 }, (_, index) => index + 1),
      ...Array.from({ length: 20 }, (_, index) => 63 + 2 * index),
    ]);
  });

  test("are known at most 1.1 s after their end", async () => {
    const ids = await crowd.startTasks(4);
    const ends = (await finish(crowd.watchAll(ids))).map((end) => end?.second ?? 0);

    // The four were started one after the other, and took ten seconds each.
    expect(Math.max(...ends)).toBeLessThanOrEqual(10 + 4 / 19.5 + 1.1);
    expect(asked().listings).toEqual([]);
  });

  test("that are not listed are reported as not listed", async () => {
    expect(await finish(crowd.find(4711))).toBeUndefined();
  });

  test("leave no timer behind that would keep the process alive", async () => {
    const ids = await crowd.startTasks(60);
    await finish(crowd.watchAll(ids));
    await pass(60);

    expect(jest.getTimerCount()).toBe(0);
  });

  test("get a last look at their deadline", async () => {
    crowd.cloud.control.nextTask({ seconds: 10.2 });
    const [id = 0] = await crowd.startTasks(1);
    const { result, seconds } = await timed(crowd.watch(id, deadline(10.5)));
    expect([result?.status, seconds]).toEqual(["Success", 10.5]);

    crowd.cloud.control.nextTask({ seconds: 60 });
    const [late = 0] = await crowd.startTasks(1, 1);
    expect(await timed(crowd.watch(late, deadline(3.5)))).toEqual({ result: undefined, seconds: 3.5 });
  });

  test("whose last look fails with a passing error end like any others at their deadline", async () => {
    crowd.cloud.control.nextTask({ seconds: 60 });
    const [id = 0] = await crowd.startTasks(1);
    const waiting = crowd.watch(id, deadline(3.5));
    await pass(3.2);
    disturb({ http: 503 }, 10);

    expect(await finish(waiting)).toBeUndefined();
  });

  test("that nobody waits for any longer are not asked for", async () => {
    crowd.cloud.control.nextTask({ seconds: 600 });
    const [id = 0] = await crowd.startTasks(1);
    await finish(crowd.watch(id, deadline(5)));
    crowd.questions();
    await pass(60);

    expect(crowd.questions()).toEqual([]);
  });

  test("are not held up by one whose answer hangs", async () => {
    const [slow = 0, quick = 0] = await crowd.startTasks(2);
    disturb({ hang: 1000 });
    const hanging = crowd.watch(slow);
    const { result } = await timed(crowd.watch(quick));

    expect(result?.second).toBeLessThan(11.5);
    expect((await finish(hanging))?.status).toBe("Success");
  });

  test("and cannot be asked for end with the error of their own request", async () => {
    const ids = await crowd.startTasks(2);
    disturb({ error: { code: "AuthFailure.SignatureExpire" } });
    const [first, second] = await finish(Promise.allSettled(ids.map((id) => crowd.watch(id))));

    expect(first).toMatchObject({ status: "rejected", reason: { code: "AuthFailure.SignatureExpire" } });
    expect(second).toMatchObject({ status: "fulfilled", value: { status: "Success" } });
  });
});

describe("many tasks that are waited for", () => {
  test("are known at most little more than a second after their end, from one listing a second", async () => {
    const ids = await crowd.startTasks(60);
    const acceptedAt = crowd.cloud.requests.map(({ second }) => second);
    const { result, seconds } = await timed(crowd.watchAll(ids));
    const delays = result.map((end, index) => (end?.second ?? Infinity) - (acceptedAt[index] ?? 0) - 10);

    expect(Math.max(...delays)).toBeLessThan(1.5);
    expect(crowd.questions().length).toBeLessThan(seconds + 10);
  });

  test("are read page by page when there are more than a hundred", async () => {
    const ids = await crowd.startTasks(120);
    await finish(crowd.watchAll(ids));
    const { listings } = asked();

    expect(listings.slice(0, 2)).toMatchObject([{ Limit: 100 }, { Limit: 100, Offset: 100 }]);
    expect(listings[0]).toMatchObject({ OrderBy: "StartTime", OrderByType: "asc" });
    expect(listings[0]).not.toHaveProperty("Offset");
  });

  test("are listed back to the oldest of them that runs, however old it is", async () => {
    crowd.cloud.control.nextTask({ seconds: 20 * 60 });
    const [old = 0] = await crowd.startTasks(1);
    const waiting = crowd.watch(old);
    await pass(19 * 60);
    const ids = await crowd.startTasks(10, 1);
    crowd.questions();
    await finish(crowd.watchAll(ids));
    const { listings, ids: byId } = asked();

    expect(listings.length).toBeGreaterThan(8);
    for (const listing of listings) {
      expect((listing as { MinStartTime: string }).MinStartTime).toMatch(/^2026-01-01 (07:59:5|08:00:00)/);
    }
    expect(byId.filter((id) => id === old).length).toBeLessThanOrEqual(3);
    expect((await finish(waiting))?.second).toBeLessThan(20 * 60 + 3);
  });

  test("are listed from the oldest that runs only, when older ones have ended", async () => {
    const old = await crowd.startTasks(10);
    const waiting = crowd.watchAll(old);
    await pass(8);
    for (let task = 0; task < 10; task += 1) crowd.cloud.control.nextTask({ seconds: 100 });
    const ids = await crowd.startTasks(10, 10);
    const others = crowd.watchAll(ids);
    await finish(waiting);
    await pass(30);
    crowd.questions();
    await pass(10);

    expect(asked().listings[0]).toMatchObject({
      MinStartTime: expect.stringMatching(/^2026-01-01 08:00:0[3-9]$/) as string,
    });
    await finish(others);
  });

  test("that fail long after the others are reported as failed", async () => {
    for (let task = 0; task < 12; task += 1) crowd.cloud.control.nextTask({ seconds: 18 * 60, status: "Fail" });
    const failing = await crowd.startTasks(12);
    const waiting = crowd.watchAll(failing);
    for (let batch = 0; batch < 2; batch += 1) {
      await pass(500);
      await finish(crowd.watchAll(await crowd.startTasks(18, 20 + 18 * batch)));
    }
    const ends = await finish(waiting);

    expect(new Set(ends.map((end) => end?.status))).toEqual(new Set(["Fail"]));
    expect(Math.max(...ends.map((end) => end?.second ?? Infinity))).toBeLessThan(18 * 60 + 5);
  });

  test("and are not listed are asked for by their id in turn, four a second", async () => {
    for (let task = 0; task < 12; task += 1) crowd.cloud.control.nextTask({ seconds: 60, visibleAfterSeconds: 3600 });
    const hidden = await crowd.startTasks(12);
    const ids = await crowd.startTasks(6, 12);
    const waiting = [...ids, ...hidden].map((id) => crowd.watch(id, deadline(20)));
    await pass(3.5);
    crowd.questions();
    await pass(3);
    const { ids: byId, listings } = asked();

    expect(byId).toHaveLength(12);
    expect(new Set(byId)).toEqual(new Set(hidden));
    expect(listings).toHaveLength(3);
    await finish(Promise.all(waiting));
  });

  test("and whose listing is long are listed less often, five pages a second at most", async () => {
    for (let task = 0; task < 40; task += 1) crowd.cloud.control.nextTask({ seconds: 100 });
    const waiting = crowd.watchAll(await crowd.startTasks(40), deadline(32));
    await pass(1.9);
    for (let page = 0; page < 400; page += 1) {
      const task = `{"TaskId":${page + 1},"Status":"Running","StartTime":"2026-01-01 08:00:00"}`;
      disturb({ body: `{"Response":{"TaskSet":[${task}],"TotalCount":2500,"RequestId":"r"}}` });
    }
    crowd.questions();
    await finish(waiting);
    const starts = asked().listings.filter((listing) => !("Offset" in listing));

    // 25 pages a listing: one in five seconds.
    expect(starts.length).toBeGreaterThanOrEqual(4);
    expect(starts.length).toBeLessThanOrEqual(7);
  });

  test("do not make the listing endless where the cloud counts more tasks than it lists", async () => {
    const ids = await crowd.startTasks(10);
    const waiting = crowd.watchAll(ids);
    await pass(1.9);
    disturb({ body: '{"Response":{"TaskSet":[],"TotalCount":1000000000,"RequestId":"r"}}' });
    crowd.questions();
    await pass(1);

    expect(asked().listings).toHaveLength(1);
    expect(new Set((await finish(waiting)).map((end) => end?.status))).toEqual(new Set(["Success"]));
  });

  test("and may not be listed are asked for one by one: DescribeTasks itself still counts as permitted", async () => {
    const ids = await crowd.startTasks(10);
    const waiting = crowd.watchAll(ids);
    await pass(1.9);
    disturb({ error: { code: "UnauthorizedOperation" } });
    crowd.questions();
    const ends = await finish(waiting);

    expect(new Set(ends.map((end) => end?.status))).toEqual(new Set(["Success"]));
    expect(Math.max(...ends.map((end) => end?.second ?? Infinity))).toBeLessThan(13);
    expect(asked().listings).toHaveLength(1);
  });

  test("and whose listing hangs are asked for one by one in the meantime", async () => {
    const ids = await crowd.startTasks(8);
    const waiting = crowd.watchAll(ids);
    await pass(1.9);
    disturb({ hang: 1000 });
    await pass(12);
    const { ids: byId, listings } = asked();

    expect(listings).toHaveLength(1);
    expect(new Set(byId)).toEqual(new Set(ids));
    await finish(waiting);
  });

  test("are asked for before the first looks at other instances", async () => {
    const ids = await crowd.startTasks(4);
    const waiting = crowd.watchAll(ids);
    const instances = crowd.cloud.control.instances().filter(({ id }) => id.startsWith("postgres-"));
    for (let round = 0; round < 3; round += 1) {
      for (const { id } of instances) {
        void crowd.tools.tasks.ofInstance({ region: REGION, dbInstanceId: id }, deadline());
      }
    }
    const ends = await finish(waiting);

    expect(Math.max(...ends.map((end) => end?.second ?? Infinity))).toBeLessThan(11.6);
  });

  test("of other regions are listed separately", async () => {
    const ids = await crowd.startTasks(6);
    const here = crowd.watchAll(ids);
    const elsewhere = ids.map((id) => crowd.find(id, "ap-singapore"));

    expect(await finish(Promise.all(elsewhere))).toEqual(ids.map(() => undefined));
    await finish(here);
    const regions = crowd.cloud.requests.filter(({ request }) => "MinStartTime" in request).map(({ region }) => region);
    expect(new Set(regions)).toEqual(new Set([REGION]));
  });

  test("are forgotten when nobody waits any longer, so that the next listing does not reach back to them", async () => {
    await finish(crowd.watchAll(await crowd.startTasks(10)));
    await pass(3600);
    crowd.questions();
    await finish(crowd.watchAll(await crowd.startTasks(10, 10)));

    for (const listing of asked().listings) {
      expect((listing as { MinStartTime: string }).MinStartTime).toMatch(/^2026-01-01 09:0/);
    }
  });
});

describe("a task that credentials may not ask for by id", () => {
  test("is looked up among the tasks of its instance", async () => {
    const [id = 0] = await crowd.startTasks(1);
    disturb({ error: { code: "UnauthorizedOperation" } });

    expect((await finish(crowd.watch(id)))?.status).toBe("Success");
    const { ids, instances } = asked();
    expect(ids).toEqual([id]);
    expect(instances.length).toBeGreaterThanOrEqual(9);
  });

  test("is an error where its instance's tasks may not be read either", async () => {
    const [id = 0] = await crowd.startTasks(1);
    disturb({ error: { code: "UnauthorizedOperation" } }, 1000);

    await expect(finish(crowd.watch(id))).rejects.toThrow("postgres:DescribeTasks");
  });
});

describe("the tasks of an instance", () => {
  const at = (index: number): { region: string; dbInstanceId: string } => ({
    region: REGION,
    dbInstanceId: crowd.cloud.control.instances()[index]?.id ?? "",
  });

  test("are asked for by its id, also when many ask", async () => {
    const ids = await crowd.startTasks(10);
    const found = await finish(Promise.all(ids.map((_, index) => crowd.tools.tasks.ofInstance(at(index), deadline()))));

    expect(found.map((tasks) => tasks.map(({ taskId }) => taskId))).toEqual(ids.map((id) => [id]));
    expect(crowd.questions()).toEqual(ids.map((_, index) => ({ DBInstanceId: at(index).dbInstanceId, Limit: 100 })));
  });

  test("are read completely, on any number of pages: an old one may be the one that runs", async () => {
    const { dbInstanceId } = at(0);
    crowd.cloud.control.startTask(dbInstanceId, { kind: "restart", seconds: 100_000 });
    for (let backup = 0; backup < 220; backup += 1) {
      await pass(60);
      crowd.cloud.control.startTask(dbInstanceId, { kind: "backup", seconds: 1 });
    }
    const tasks = await finish(crowd.tools.tasks.ofInstance(at(0), deadline()));

    expect(tasks).toHaveLength(221);
    expect(tasks.filter(({ status }) => status === "Running").map(({ taskId }) => taskId)).toContain(
      crowd.cloud.control.tasks()[0]?.id,
    );
    expect(crowd.questions()).toHaveLength(3);
  });

  test("are never those of another instance, whatever the cloud lists", async () => {
    const [id] = await crowd.startTasks(1);
    const task = { TaskId: id, DBInstanceId: "postgres-zzzzzzzz", Status: "Running" };
    disturb({ body: JSON.stringify({ Response: { TaskSet: [task], TotalCount: 1, RequestId: "r" } }) }, 2);

    expect(await finish(crowd.tools.tasks.ofInstance(at(0), deadline()))).toEqual([]);
    expect(await finish(crowd.find(4711))).toBeUndefined();
  });
});
