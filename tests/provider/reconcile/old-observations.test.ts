import { startVirtualCloud, useVirtualCloud, type VirtualCloud } from "../virtual-cloud";
import { finish, timed } from "../virtual-time";
import { setTimeout as sleep } from "node:timers/promises";
import { inputsOf } from "../inputs";
import { RequestFailure } from "../../../provider/cloud/request-failure";
import type { Send } from "../../../provider/cloud/sdk-client";
import { DEFAULT_PACE } from "../../../provider/time/pace";
import { create } from "../../../provider/resource/lifecycle";

/** The cloud's refusal of a call above its limit. */
const LIMITED = new RequestFailure({
  words: "no",
  code: "RequestLimitExceeded",
  mayHaveLeft: true,
  isUntrusted: false,
  endpoint: { protocol: "http://", host: "cloud.test" },
});

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

const ID = "postgres-emu00001";
const MODIFY = "ModifyDBInstanceSSLConfig";
const LOOK = "DescribeDBInstanceSSLConfig";

type Options = NonNullable<Parameters<VirtualCloud["session"]>[0]>;

/** Does something to the first request of the action, before it is sent or when its reply has come. */
function disturbing(action: string, when: "before" | "after", disturb: () => Promise<void> | void): Options {
  let isFirst = true;
  const wrapSend =
    (send: Send): Send =>
    async (...request) => {
      const isHit = isFirst && request[1] === action;
      if (isHit) isFirst = false;
      if (isHit && when === "before") await disturb();
      const reply = await send(...request);
      if (isHit && when === "after") await disturb();
      return reply;
    };
  return { wrapSend };
}

const aMinute = (): Promise<void> => sleep(62_000);
/** The monotonic clock stands still while a machine sleeps. */
const aSleep = async (): Promise<void> => {
  await sleep(26_000);
  jest.setSystemTime(Date.now() + 62_000);
};

/** Each holds a change up for a minute after the look, once. */
const HOLD_UPS: readonly [string, () => Options][] = [
  ["new credentials, or a process that is suspended", () => disturbing(MODIFY, "before", aMinute)],
  ["a process that is suspended before it reads the reply of the look", () => disturbing(LOOK, "after", aMinute)],
  ["a machine that sleeps", () => disturbing(MODIFY, "before", aSleep)],
  [
    "a clock that is set back meanwhile",
    () => disturbing(MODIFY, "before", () => (jest.setSystemTime(Date.now() - 3_600_000), aMinute())),
  ],
  ["the look at the engine", () => ({ mayBeSent: once(aMinute) })],
  [
    "the rate limit",
    () => {
      cloud.control.addFault({ action: MODIFY, times: 120, fault: { error: { code: "RequestLimitExceeded" } } });
      return {};
    },
  ],
];

function once(work: () => Promise<void>): () => Promise<void> {
  let isDone = false;
  return async () => {
    if (isDone) return;
    isDone = true;
    await work();
  };
}

describe.each(HOLD_UPS)("a change that is held up by %s", (_, arrange) => {
  const inputs = () => inputsOf(cloud.control.instance(ID));

  test("is not sent when somebody else has made it meanwhile", async () => {
    const done = create(cloud.session(arrange()), inputs());
    const others = sleep(25_000).then(() => cloud.control.changeInstance(ID, { sslEnabled: true }));
    await finish(Promise.all([done, others]));

    expect(cloud.control.instance(ID)).toMatchObject({ sslEnabled: true, modifies: 0, restarts: 0 });
  });

  test("is sent once, right after another look", async () => {
    await finish(create(cloud.session(arrange()), inputs()));

    expect(cloud.control.instance(ID)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
    expect(oldest(cloud, ID)).toBeLessThanOrEqual(DEFAULT_PACE.observationSeconds);
  });
});

/** Takes so many changes in each second, and refuses the others. */
function changesPerSecond(most: number): Options {
  const taken = new Map<number, number>();
  const wrapSend =
    (send: Send): Send =>
    (region, action, request, beforeSending) =>
      send(region, action, request, () => {
        beforeSending?.();
        if (action !== MODIFY) return;
        const second = Math.floor(Date.now() / 1000);
        taken.set(second, (taken.get(second) ?? 0) + 1);
        if ((taken.get(second) ?? 0) > most) throw LIMITED;
      });
  return { wrapSend };
}

test("200 changes at a cloud that takes 3 a second are sent on new observations, none in vain, at the cloud's pace", async () => {
  cloud = await startVirtualCloud({ instances: 200, rate: 20 });
  const { control } = cloud;
  const all = control.instances().filter(({ id }) => id.startsWith("postgres-"));
  const changedByOthers = all.slice(-60).map(({ id }) => id);
  const session = cloud.session(changesPerSecond(3));
  const done = Promise.all(all.map((instance) => create(session, inputsOf(instance, { taskTimeoutSeconds: 60 }))));
  const others = sleep(20_000).then(() =>
    Promise.all(changedByOthers.map((id) => control.changeInstance(id, { sslEnabled: true }))),
  );
  const { seconds } = await timed(Promise.all([done, others]));

  expect(all.map(({ id }) => oldest(cloud, id)).filter((age) => age > DEFAULT_PACE.observationSeconds)).toEqual([]);
  const expected = all.map(({ id }) => ({ sslEnabled: true, restarts: changedByOthers.includes(id) ? 0 : 1 }));
  expect(all.map(({ id }) => control.instance(id))).toMatchObject(expected);
  // What is left to send, and the last task.
  expect(seconds).toBeLessThan((all.length - changedByOthers.length) / 3 + 30);
});

/** The age of the oldest observation on which a change of the instance was sent, in seconds. */
function oldest({ requests }: VirtualCloud, id: string): number {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let age = 0;
  for (const { action, second } of requests.filter(({ request }) => request.DBInstanceId === id)) {
    if (action === LOOK) lookedAt = second;
    if (action === MODIFY) age = Math.max(age, second - lookedAt);
  }
  return age;
}
