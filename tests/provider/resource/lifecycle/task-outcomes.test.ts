import { useVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { inputsFor, instanceOf, modifiesSent, up } from "./run";

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

const OFF = { sslEnabled: false };

describe("a task that ends without success", () => {
  test.each(["Fail", "Pause"] as const)(
    "(%s) is reported within one look, with message, task and request",
    async (status) => {
      cloud.control.nextTask({ status, message: "no disk left" });
      const { error, state, seconds, isPartial } = await up(cloud, inputsFor(cloud));

      expect(error).toMatchObject({ name: "TaskFailedError", taskId: 100001 });
      expect(error?.message).toContain(`is ${status}, 25 %`);
      expect(error?.message).toContain('with the message "no disk left"');
      expect(error?.message).toContain(`task 100001, request ${state?.requestId ?? "?"}`);
      expect(seconds).toBeLessThanOrEqual(13);
      expect(isPartial).toBe(true);
    },
  );

  test("leaves a state that says what is, and the next up arrives with one restart", async () => {
    cloud.control.nextTask({ status: "Fail" });
    const inputs = inputsFor(cloud);
    const first = await up(cloud, inputs);

    expect(first.state).toEqual({
      ...inputs,
      ...OFF,
      unfinishedChange: true,
      taskId: 100001,
      requestId: expect.any(String) as string,
    });
    expect((await up(cloud, inputs, { olds: first.state })).state).toMatchObject({ sslEnabled: true, taskId: 100002 });
    expect(cloud.control.instance(inputs.dbInstanceId)).toMatchObject({ modifies: 2, restarts: 1 });
  });

  test("but took effect leaves a state that says so, and the next up has nothing to change", async () => {
    cloud.control.nextTask({ status: "Fail", effect: "applied" });
    const inputs = inputsFor(cloud);
    const first = await up(cloud, inputs);
    const next = await up(cloud, inputs, { olds: first.state });

    expect(first.error?.name).toBe("TaskFailedError");
    expect(first.state).toMatchObject({ sslEnabled: true, caUrl: expect.any(String) as string });
    expect([next.state?.sslEnabled, modifiesSent(cloud)]).toEqual([true, 1]);
  });
});

describe("a slow task", () => {
  test("that waits for its switch is waited for, and the user learns where to look", async () => {
    cloud.control.nextTask({ status: "WaitSwitch", seconds: 200 });

    expect((await up(cloud, inputsFor(cloud))).state?.sslEnabled).toBe(true);
    expect(cloud.lines.find((line) => line.includes("WaitSwitch"))).toContain("see the instance's maintenance window");
  });

  test("that takes longer than the user allows ends right at that time, with what was last seen of it", async () => {
    cloud.control.nextTask({ status: "stuck" });
    const { error, state, seconds } = await up(cloud, inputsFor(cloud));

    expect(error?.name).toBe("TaskTimeoutError");
    expect(error?.message).toMatch(
      /not finished after 300 s: task 100001 \(ModifyDBInstanceSSLConfig\) is Running, 0 %/,
    );
    expect(seconds).toBeCloseTo(300, 0);
    expect(state).toMatchObject({ ...OFF, taskId: 100001 });
  });

  test("that takes longer than the user allows is taken over by the next up, without a second change", async () => {
    cloud.control.nextTask({ seconds: 400 });
    const inputs = inputsFor(cloud);
    const first = await up(cloud, inputs);
    const next = await up(cloud, inputs, { olds: first.state });

    expect(first.error?.name).toBe("TaskTimeoutError");
    expect(next.state).toMatchObject({ sslEnabled: true });
    expect(cloud.control.instance(inputs.dbInstanceId)).toMatchObject({ modifies: 1, restarts: 1 });
  });

  test("that ends at the very last moment is a success", async () => {
    cloud.control.nextTask({ seconds: 300 });

    expect((await up(cloud, inputsFor(cloud))).state?.sslEnabled).toBe(true);
  });
});

describe("a task that the cloud does not list", () => {
  test("at first is waited for by its id alone, for a minute", async () => {
    cloud.control.nextTask({ seconds: 40, visibleAfterSeconds: 30 });

    expect((await up(cloud, inputsFor(cloud))).state?.sslEnabled).toBe(true);
    expect(cloud.actions().filter((action) => action === "DescribeDBInstanceSSLConfig")).toHaveLength(2);
  });

  test("for more than a minute is waited for by the setting itself", async () => {
    cloud.control.nextTask({ seconds: 100, visibleAfterSeconds: 10_000 });
    const { state, seconds } = await up(cloud, inputsFor(cloud));

    expect(state).toMatchObject({ sslEnabled: true, taskId: 100001 });
    expect(seconds).toBeGreaterThanOrEqual(100);
    expect(seconds).toBeLessThanOrEqual(103);
  });

  test("for more than a minute, and then does, is waited for as usual", async () => {
    cloud.control.nextTask({ status: "Fail", seconds: 120, visibleAfterSeconds: 90 });
    const { error, seconds } = await up(cloud, inputsFor(cloud));

    expect(error?.name).toBe("TaskFailedError");
    expect(seconds).toBeLessThanOrEqual(124);
  });

  test("ever, and that has no effect, ends at the time that the user allows", async () => {
    cloud.control.nextTask({ effect: "none", visibleAfterSeconds: 10_000 });
    const { error, seconds } = await up(cloud, inputsFor(cloud));

    expect(error?.name).toBe("TaskTimeoutError");
    expect(error?.message).toContain("not finished after 300 s: DescribeTasks does not list task 100001");
    expect(seconds).toBeCloseTo(300, 0);
  });
});

describe("a change without a task", () => {
  test.each(["zero", "absent"] as const)("(task id %s) is done when the setting says so", async (taskId) => {
    cloud.control.nextTask({ taskId });
    const { state, seconds } = await up(cloud, inputsFor(cloud));

    expect(state).toMatchObject({ sslEnabled: true, requestId: expect.any(String) as string });
    expect(state).not.toHaveProperty("taskId");
    expect(seconds).toBeLessThanOrEqual(2);
  });

  test.each(["zero", "absent"] as const)("(task id %s) that runs a task all the same is waited for", async (taskId) => {
    cloud.control.nextTask({ taskId, seconds: 100 });
    const { state } = await up(cloud, inputsFor(cloud));

    expect(state).toMatchObject({ sslEnabled: true, taskId: 100001 });
    expect(modifiesSent(cloud)).toBe(1);
  });

  test("and without an effect is reported as not done after a minute, and is not sent again", async () => {
    cloud.control.nextTask({ taskId: "absent", effect: "none", visibleAfterSeconds: 10_000 });
    const { error, state, seconds } = await up(cloud, inputsFor(cloud));

    expect(error?.name).toBe("NotVerifiedError");
    expect(error?.message).toContain("the cloud reports the change as done, but the instance has SSL off");
    expect(seconds).toBeCloseTo(60, 0);
    expect([state?.sslEnabled, modifiesSent(cloud)]).toEqual([false, 1]);
  });

  test("whose task is listed only after forty seconds is waited for until then", async () => {
    cloud.control.nextTask({ taskId: "absent", seconds: 90, visibleAfterSeconds: 40 });
    const { state, seconds } = await up(cloud, inputsFor(cloud));

    expect(state).toMatchObject({ sslEnabled: true, taskId: 100001 });
    expect(seconds).toBeGreaterThanOrEqual(90);
    expect(modifiesSent(cloud)).toBe(1);
  });

  test("with a task id that is text is waited for like any other", async () => {
    cloud.control.nextTask({ taskId: "string" });

    expect((await up(cloud, inputsFor(cloud))).state).toMatchObject({ sslEnabled: true, taskId: 100001 });
  });
});

describe("a task that succeeds while the setting is not what was asked for", () => {
  test("is looked at less and less often for half a minute, and then reported", async () => {
    cloud.control.nextTask({ effect: "none" });
    const { error, state, seconds } = await up(cloud, inputsFor(cloud));
    const looks = cloud.requests.filter(({ action }) => action === "DescribeDBInstanceSSLConfig").slice(1);
    const waits = looks.slice(1).map(({ second }, index) => second - (looks[index]?.second ?? 0));

    expect(error?.name).toBe("NotVerifiedError");
    expect(state).toMatchObject({ ...OFF, taskId: 100001 });
    expect(seconds).toBeGreaterThanOrEqual(40);
    expect(seconds).toBeLessThanOrEqual(43);
    expect(waits.slice(0, 5)).toEqual([1, 1.5, 2.25, 3.375, 5].map((wait) => expect.closeTo(wait, 1) as number));
  });

  test("is done when only the looks at the setting hang, as long as there is time", async () => {
    const action = "DescribeDBInstanceSSLConfig";
    cloud.control.addFault({ action, skip: 1, times: 3, fault: { hang: 1000 } });

    expect((await up(cloud, inputsFor(cloud))).state?.sslEnabled).toBe(true);
  });

  test("is done when the setting follows in time", async () => {
    cloud.control.nextTask({ effect: "none" });
    setTimeout(() => void cloud.control.changeInstance(instanceOf(cloud).id, { sslEnabled: true }), 30_000);

    expect((await up(cloud, inputsFor(cloud))).state?.sslEnabled).toBe(true);
  });

  test("at the very end of the user's time is looked at once", async () => {
    cloud.control.nextTask({ seconds: 20, effect: "none" });
    const { error, seconds } = await up(cloud, inputsFor(cloud, 0, { taskTimeoutSeconds: 20 }));

    expect(error?.name).toBe("NotVerifiedError");
    expect(seconds).toBeCloseTo(20, 0);
  });
});
