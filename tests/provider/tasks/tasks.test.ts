import { REGION, type SentRequest, startVirtualCloud, type VirtualCloud } from "../virtual-cloud";
import { finish, timed, useVirtualTime } from "../virtual-time";
import type { NextTask } from "../../../emulator/src";
import { Budget, type Limits } from "../../../provider/time/budget";
import { DEFAULT_PACE } from "../../../provider/time/pace";
import { wait } from "../../../provider/time/wait";
import type { Seen } from "../../../provider/tasks/port";
import type { Instance } from "../../../provider/model/ssl-setting";
import type { Session } from "../../../provider/resource/session";

useVirtualTime();

/** Many instances whose tasks are waited for in one process. */
let cloud: VirtualCloud;
let tools: Session["tools"];
let askedBefore: number;
beforeEach(async () => {
  cloud = await startVirtualCloud({ instances: 130 });
  ({ tools } = cloud.session());
  askedBefore = 0;
});

interface Ended {
  readonly status: string;
  readonly second: number;
}

/** Starts a task for each of `count` instances, one shortly after the other, and says their ids. */
async function startTasks(count: number, { from = 0, ...next }: NextTask & { from?: number } = {}): Promise<number[]> {
  for (let task = 0; task < count; task += 1) cloud.control.nextTask({ ...next });
  const changes = cloud.control.instances().slice(from, from + count);
  const accepted = changes.map(({ id, addresses: [connectAddress = ""] }) =>
    tools.api.modifySslConfig({ region: REGION, dbInstanceId: id }, { sslEnabled: true, connectAddress }, limits()),
  );
  return (await finish(Promise.all(accepted))).map(({ taskId }) => taskId ?? 0);
}

/** Watches a task to its end, and says in which state and in which second that was seen. */
function watch(id: number, until = limits()): Promise<Ended | undefined> {
  const look = async () => {
    const seen = await tools.cloud.tasks.look(instanceOf(id), id, until);
    return typeof seen === "string" || seen.status === "Running" ? undefined : { status: seen.status, second: now() };
  };
  return wait(look, DEFAULT_PACE.taskLooks, until);
}

function watchAll(ids: readonly number[], until?: Limits): Promise<(Ended | undefined)[]> {
  return Promise.all(ids.map((id) => watch(id, until)));
}

/** Looks at a task once. */
function find(id: number, region = REGION): Promise<Seen> {
  return tools.cloud.tasks.look(instanceOf(id, region), id, limits());
}

function instanceOf(id: number, region = REGION): Instance {
  const instance = cloud.control.tasks().find((task) => task.id === id)?.instance;
  return { region, dbInstanceId: instance ?? "postgres-zzzzzzzz" };
}

function limits(seconds = 6000): Limits {
  return { budget: new Budget(seconds) };
}

/** Seconds since the test began. */
function now(): number {
  return (Date.now() - Date.UTC(2026, 0, 1)) / 1000;
}

async function pass(seconds: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(seconds * 1000);
}

function disturb(fault: Parameters<VirtualCloud["control"]["addFault"]>[0]["fault"], times = 1): void {
  cloud.control.addFault({ action: "DescribeTasks", times, fault });
}

/** The next replies are pages of a listing of 2,500 tasks. */
function listLong(pages: number): void {
  for (let page = 0; page < pages; page += 1) {
    const task = `{"TaskId":${page + 1},"Status":"Running","StartTime":"2026-01-01 08:00:00"}`;
    disturb({ body: `{"Response":{"TaskSet":[${task}],"TotalCount":2500,"RequestId":"r"}}` });
  }
}

/** What DescribeTasks was asked since this was called last. */
function questions(): SentRequest["request"][] {
  const all = cloud.requests.filter(({ action }) => action === "DescribeTasks").map(({ request }) => request);
  return all.slice(askedBefore, (askedBefore = all.length));
}

/** The questions since then by their kind: listings, and the ids and instances that were asked for. */
function asked(): {
  readonly listings: SentRequest["request"][];
  readonly ids: unknown[];
  readonly instances: unknown[];
} {
  const all = questions();
  return {
    listings: all.filter((question) => "MinStartTime" in question),
    ids: all.flatMap(({ TaskId }) => (TaskId === undefined ? [] : [TaskId])),
    instances: all.flatMap(({ DBInstanceId }) => (DBInstanceId === undefined ? [] : [DBInstanceId])),
  };
}

/** The second in which the last one was seen to be over. */
function lastSecond(ends: readonly (Ended | undefined)[]): number {
  return Math.max(...ends.map((end) => end?.second ?? Infinity));
}

function statuses(ends: readonly (Ended | undefined)[]): Set<string | undefined> {
  return new Set(ends.map((end) => end?.status));
}

test.each([1, 60])(
  "%i tasks that nobody waits for any longer are not asked for, and leave no timer that keeps the process alive",
  async (count) => {
    const ids = await startTasks(count, { seconds: 600 });
    await finish(watchAll(ids, limits(5)));
    questions();
    // By then the tasks themselves are over.
    await pass(600);

    expect(questions()).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  },
);

describe("a few tasks that are waited for", () => {
  test("are looked at every second for a minute, then every two, each by its id", async () => {
    const [id = 0] = await startTasks(1, { seconds: 100 });
    const before = cloud.requests.length;
    await finish(watch(id));
    const looks = cloud.requests.slice(before).map(({ second }) => Math.round(second));

    expect(questions()).toEqual(looks.map(() => ({ TaskId: id, Limit: 1 })));
    expect(looks).toEqual([
      ...Array.from({ length: 61 }, (_, index) => index + 1),
      ...Array.from({ length: 20 }, (_, index) => 63 + 2 * index),
    ]);
  });

  test("are known at most 1.1 s after their end", async () => {
    const ends = await finish(watchAll(await startTasks(4)));

    // The four were started one after the other, and took ten seconds each.
    expect(lastSecond(ends)).toBeLessThanOrEqual(10 + 4 / 19.5 + 1.1);
    expect(asked().listings).toEqual([]);
  });

  test("get a last look at their deadline", async () => {
    const [id = 0] = await startTasks(1, { seconds: 10.2 });
    const { result, seconds } = await timed(watch(id, limits(10.5)));
    expect([result?.status, seconds]).toEqual(["Success", 10.5]);

    const [late = 0] = await startTasks(1, { from: 1, seconds: 60 });
    expect(await timed(watch(late, limits(3.5)))).toEqual({ result: undefined, seconds: 3.5 });
  });

  test.each([
    ["a passing error end like any others at their deadline", "InternalError", "fulfilled"],
    ["the rate limit do so, too", "RequestLimitExceeded", "fulfilled"],
    ["any other error end with that", "AuthFailure.SecretIdNotFound", "rejected"],
  ])("whose last look fails with %s", async (_, code, status) => {
    const [id = 0] = await startTasks(1, { seconds: 60 });
    const waiting = Promise.allSettled([watch(id, limits(3.5))]);
    await pass(3.2);
    disturb({ error: { code } }, 10);

    expect(await finish(waiting)).toMatchObject([{ status, ...(status === "rejected" && { reason: { code } }) }]);
  });

  test("are not held up by one whose answer hangs", async () => {
    const [slow = 0, quick = 0] = await startTasks(2);
    disturb({ hang: 1000 });
    const hanging = watch(slow);

    expect((await finish(watch(quick)))?.second).toBeLessThan(11.5);
    expect((await finish(hanging))?.status).toBe("Success");
  });

  test("and cannot be asked for end with the error of their own request", async () => {
    const ids = await startTasks(2);
    disturb({ error: { code: "AuthFailure.SignatureExpire" } });
    const [first, second] = await finish(Promise.allSettled(ids.map((id) => watch(id))));

    expect(first).toMatchObject({ status: "rejected", reason: { code: "AuthFailure.SignatureExpire" } });
    expect(second).toMatchObject({ status: "fulfilled", value: { status: "Success" } });
  });
});

describe("many tasks that are waited for", () => {
  test("are known at most little more than a second after their end, from one listing a second", async () => {
    const ids = await startTasks(60);
    const acceptedAt = cloud.requests.map(({ second }) => second);
    const { result, seconds } = await timed(watchAll(ids));
    const delays = result.map((end, index) => (end?.second ?? Infinity) - (acceptedAt[index] ?? 0) - 10);

    expect(Math.max(...delays)).toBeLessThan(1.5);
    expect(questions().length).toBeLessThan(seconds + 10);
  });

  test("are read page by page when there are more than a hundred", async () => {
    await finish(watchAll(await startTasks(120)));
    const { listings } = asked();

    expect(listings.slice(0, 2)).toMatchObject([{ Limit: 100 }, { Limit: 100, Offset: 100 }]);
    expect(listings[0]).toMatchObject({ OrderBy: "StartTime", OrderByType: "asc" });
    expect(listings[0]).not.toHaveProperty("Offset");
  });

  test("are listed back to the oldest of them that runs, however old it is", async () => {
    const [old = 0] = await startTasks(1, { seconds: 20 * 60, status: "Fail" });
    const waiting = watch(old);
    await pass(19 * 60);
    const ids = await startTasks(10, { from: 1 });
    questions();
    await finish(watchAll(ids));
    const { listings, ids: byId } = asked();

    expect(listings.length).toBeGreaterThan(8);
    for (const { MinStartTime } of listings) expect(MinStartTime).toMatch(/^2026-01-01 (07:59:5|08:00:00)/);
    expect(byId.filter((id) => id === old).length).toBeLessThanOrEqual(3);
    const end = await finish(waiting);
    expect(end?.status).toBe("Fail");
    expect(end?.second).toBeLessThan(20 * 60 + 3);
  });

  test("and are not listed are asked for by their id in turn, four a second", async () => {
    const hidden = await startTasks(12, { seconds: 60, visibleAfterSeconds: 3600 });
    const waiting = watchAll([...(await startTasks(6, { from: 12 })), ...hidden], limits(20));
    await pass(3.5);
    questions();
    await pass(3);
    const { ids: byId, listings } = asked();

    expect(byId).toHaveLength(12);
    expect(new Set(byId)).toEqual(new Set(hidden));
    expect(listings).toHaveLength(3);
    await finish(waiting);
  });

  test("and whose listing is long are listed less often, five pages a second at most", async () => {
    const waiting = watchAll(await startTasks(40, { seconds: 100 }), limits(32));
    await pass(1.9);
    listLong(400);
    questions();
    await finish(waiting);
    const starts = asked().listings.filter((listing) => !("Offset" in listing));

    // 25 pages a listing: one in five seconds.
    expect(starts.length).toBeGreaterThanOrEqual(4);
    expect(starts.length).toBeLessThanOrEqual(7);
  });

  test("are listed again after a moment without looks, however long the latest listing was", async () => {
    const waiting = watchAll(await startTasks(40, { seconds: 100 }), limits(5));
    await pass(1.9);
    listLong(25);
    await finish(waiting);
    await pass(60);
    questions();
    await finish(watchAll(await startTasks(10, { from: 40 })));

    expect(asked().listings.length).toBeGreaterThan(5);
  });

  test("are unknown where a listing leaves them out, and absent only where the cloud was asked by their id", async () => {
    const waiting = watchAll(await startTasks(6));
    const hidden = await startTasks(12, { from: 6, seconds: 60, visibleAfterSeconds: 3600 });
    await pass(2);
    const lookAtAll = () => finish(Promise.all(hidden.map((id) => find(id))));
    expect(new Set(await lookAtAll())).toEqual(new Set(["unknown"]));
    questions();
    const seen = await lookAtAll();
    const { ids: byId } = asked();

    expect(seen.filter((each) => each === "unknown")).toHaveLength(8);
    expect(hidden.filter((_, index) => seen[index] === "absent")).toEqual(byId);
    await finish(waiting);
  });

  test("do not make the listing endless where the cloud counts more tasks than it lists", async () => {
    const waiting = watchAll(await startTasks(10));
    await pass(1.9);
    disturb({ body: '{"Response":{"TaskSet":[],"TotalCount":1000000000,"RequestId":"r"}}' });
    questions();
    await pass(1);

    expect(asked().listings).toHaveLength(1);
    expect(statuses(await finish(waiting))).toEqual(new Set(["Success"]));
  });

  // That a listing is refused says nothing about DescribeTasks itself, which still counts as permitted.
  test.each([
    ["may not be listed", { error: { code: "UnauthorizedOperation" } }],
    ["whose listing hangs", { hang: 1000 }],
  ])("and %s are asked for one by one", async (_, fault) => {
    const ids = await startTasks(10);
    const waiting = watchAll(ids);
    await pass(1.9);
    disturb(fault);
    questions();
    const ends = await finish(waiting);

    expect(statuses(ends)).toEqual(new Set(["Success"]));
    expect(lastSecond(ends)).toBeLessThan(13);
    const { ids: byId, listings } = asked();
    expect(listings).toHaveLength(1);
    expect(new Set(byId)).toEqual(new Set(ids));
  });

  test("are listed again after the cloud could not list them for a while", async () => {
    let isDown = true;
    const listing = Object.assign(new Error("down"), { code: "InternalError" });
    ({ tools } = cloud.session({
      wrapSend: (send) => async (region, action, request) => {
        if (isDown && "MinStartTime" in request) throw listing;
        return send(region, action, request);
      },
    }));
    const waiting = watchAll(await startTasks(10, { seconds: 100 }));
    await pass(60);
    expect(new Set(asked().ids).size).toBe(10);
    isDown = false;

    expect(statuses(await finish(waiting))).toEqual(new Set(["Success"]));
    expect(asked().listings.length).toBeGreaterThan(15);
  });

  test("are asked for before the first looks at other instances", async () => {
    const waiting = watchAll(await startTasks(4));
    const instances = cloud.control.instances().filter(({ id }) => id.startsWith("postgres-"));
    for (const { id } of [...instances, ...instances, ...instances]) {
      void tools.cloud.tasks.ofInstance({ region: REGION, dbInstanceId: id }, limits());
    }

    expect(lastSecond(await finish(waiting))).toBeLessThan(11.6);
  });

  test("of other regions are listed separately, and reported as not listed where there are none", async () => {
    const ids = await startTasks(6);
    const here = watchAll(ids);
    const elsewhere = ids.map((id) => find(id, "ap-singapore"));

    expect(await finish(Promise.all(elsewhere))).toEqual(ids.map(() => "absent"));
    await finish(here);
    const listings = cloud.requests.filter(({ request }) => "MinStartTime" in request);
    expect(new Set(listings.map(({ region }) => region))).toEqual(new Set([REGION]));
  });

  test("are forgotten when nobody waits any longer, so that the next listing does not reach back to them", async () => {
    await finish(watchAll(await startTasks(10)));
    await pass(3600);
    questions();
    await finish(watchAll(await startTasks(10, { from: 10 })));

    for (const { MinStartTime } of asked().listings) expect(MinStartTime).toMatch(/^2026-01-01 09:0/);
  });
});

describe("a task that credentials may not ask for by id", () => {
  test("is looked up among the tasks of its instance", async () => {
    const [id = 0] = await startTasks(1);
    disturb({ error: { code: "UnauthorizedOperation" } });

    expect((await finish(watch(id)))?.status).toBe("Success");
    const { ids, instances } = asked();
    expect(ids).toEqual([id]);
    expect(instances.length).toBeGreaterThanOrEqual(9);
  });

  test("is an error where its instance's tasks may not be read either", async () => {
    const [id = 0] = await startTasks(1);
    disturb({ error: { code: "UnauthorizedOperation" } }, 1000);

    await expect(finish(watch(id))).rejects.toThrow("postgres:DescribeTasks");
  });
});

describe("the tasks of an instance", () => {
  const tasksOf = (dbInstanceId: string) => tools.cloud.tasks.ofInstance({ region: REGION, dbInstanceId }, limits());

  test("are asked for by its id, also when many ask", async () => {
    const ids = await startTasks(10);
    const instances = ids.map((id) => instanceOf(id).dbInstanceId);
    const found = await finish(Promise.all(instances.map(tasksOf)));

    expect(found.map((tasks) => tasks.map(({ taskId }) => taskId))).toEqual(ids.map((id) => [id]));
    expect(questions()).toEqual(instances.map((DBInstanceId) => ({ DBInstanceId, Limit: 100 })));
  });

  test("are read completely, on any number of pages: an old one may be the one that runs", async () => {
    const id = cloud.control.instances()[0]?.id ?? "";
    const old = cloud.control.startTask(id, { kind: "restart", seconds: 100_000 });
    for (let backup = 0; backup < 220; backup += 1) {
      await pass(60);
      cloud.control.startTask(id, { kind: "backup", seconds: 1 });
    }
    const tasks = await finish(tasksOf(id));

    expect(tasks).toHaveLength(221);
    expect(tasks.filter(({ status }) => status === "Running").map(({ taskId }) => taskId)).toContain(old.id);
    expect(questions()).toHaveLength(3);
  });

  test("are never those of another instance, whatever the cloud lists", async () => {
    const [id = 0] = await startTasks(1);
    const task = { TaskId: id, DBInstanceId: "postgres-zzzzzzzz", Status: "Running" };
    disturb({ body: JSON.stringify({ Response: { TaskSet: [task], TotalCount: 1, RequestId: "r" } }) }, 2);

    expect(await finish(tasksOf(instanceOf(id).dbInstanceId))).toEqual([]);
    expect(await finish(find(4711))).toBe("absent");
  });
});
