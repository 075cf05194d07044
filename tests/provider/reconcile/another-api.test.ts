import { finish, useVirtualTime } from "../virtual-time";
import { TASK } from "../task";
import { RequestError, type Verdict } from "../../../provider/errors/request-error";
import type { Desired, Instance, Observed } from "../../../provider/model/ssl-setting";
import type { Task } from "../../../provider/model/task";
import type { Cloud } from "../../../provider/reconcile/port";
import { reconcile, type ReconcileResult } from "../../../provider/reconcile/reconcile";
import type { TaskApi } from "../../../provider/tasks/port";
import { Tasks } from "../../../provider/tasks/tasks";
import { DEFAULT_PACE } from "../../../provider/time/pace";

useVirtualTime();

const PROXY: Instance = { dbInstanceId: "proxy-1", region: "elsewhere" };
const ON: Desired = { sslEnabled: true, connectAddress: "10.9.0.1" };
const TASK_SECONDS = 20;

class ProxyError extends RequestError {
  override readonly name = "ProxyError";
  readonly requestId = undefined;

  constructor(
    readonly verdict: Verdict,
    readonly code: string | undefined,
  ) {
    super(`ModifyProxy: ${code ?? "no reply"}.`);
  }

  about(): this {
    return this;
  }
}

/** Another API of the same kind, which reconcile has never heard of: a setting of proxies that is changed by tasks. */
class Proxies implements TaskApi {
  setting: Observed = { sslEnabled: false };
  changes = 0;
  /** What becomes of the next changes: `lost` ones are made, and their reply never arrives. */
  next: ("made" | "failing" | "lost" | "busy")[] = [];
  mayReadTasks = true;
  private readonly tasks: (Task & { readonly overAtMs: number; readonly desired: Desired })[] = [];

  readonly port: Cloud = {
    look: () => Promise.resolve(this.setting),
    change: async (_, desired, { mayBeSent, atSending }) => {
      await mayBeSent?.();
      atSending?.();
      return this.change(desired);
    },
    tasks: new Tasks(this, DEFAULT_PACE),
    taskReading: { action: "ListProxyTasks", permission: "proxy:ListTasks" },
  };

  byId(_: string, taskId: number): Promise<Task | undefined> {
    return this.ofInstance().then((tasks) => tasks.find((task) => task.taskId === taskId));
  }

  ofInstance(): Promise<readonly Task[]> {
    return this.mayReadTasks ? Promise.resolve([...this.tasks]) : Promise.reject(new ProxyError("denied", "No"));
  }

  since(): Promise<{ tasks: readonly Task[]; pages: number }> {
    return this.ofInstance().then((tasks) => ({ tasks, pages: 1 }));
  }

  private change(desired: Desired): { taskId: number; requestId: string } {
    const how = this.next.shift() ?? "made";
    if (how === "busy") throw new ProxyError("busy", "Busy");
    this.changes += 1;
    const taskId = 500 + this.changes;
    const overAtMs = Date.now() + TASK_SECONDS * 1000;
    const status = how === "failing" ? "Fail" : "Success";
    const task = { ...TASK, taskId, instanceId: PROXY.dbInstanceId, message: "No disk left." };
    this.tasks.push({ ...task, status: "Running", startedAtMs: Date.now(), endedAtMs: 0, overAtMs, desired });
    setTimeout(() => {
      Object.assign(this.tasks.at(-1) ?? {}, { status, endedAtMs: overAtMs });
      if (how !== "failing") this.setting = desired;
    }, TASK_SECONDS * 1000);
    if (how === "lost") throw new ProxyError("unknown", undefined);
    return { taskId, requestId: `r-${taskId}` };
  }
}

let proxies: Proxies;
let lines: string[];
beforeEach(() => {
  proxies = new Proxies();
  lines = [];
});

function turnOn(): Promise<ReconcileResult> {
  const tools = { cloud: proxies.port, pace: DEFAULT_PACE, log: (line: string) => lines.push(line) };
  const options = { timeoutSeconds: 1200, timeoutSetting: "taskTimeoutSeconds", earlier: {} } as const;
  return finish(reconcile(tools, PROXY, ON, options));
}

test("another API behind the port is changed once, followed by its tasks and verified", async () => {
  expect(await turnOn()).toMatchObject({ ok: true, observed: ON, trace: { taskId: 501, requestId: "r-501" } });
  expect(proxies.changes).toBe(1);
  expect(lines.at(-1)).toBe("proxy-1: SSL is on for 10.9.0.1, as observed in the cloud");

  expect(await turnOn()).toMatchObject({ ok: true, isFollowed: false });
  expect(proxies.changes).toBe(1);
});

test("a change whose reply was lost there is found, and not sent again", async () => {
  proxies.next = ["busy", "lost"];

  expect(await turnOn()).toMatchObject({ ok: true, trace: { taskId: 501 } });
  expect(proxies.changes).toBe(1);
});

test("a task that fails there is reported with its reason", async () => {
  proxies.next = ["failing"];
  const { error } = (await turnOn()) as { readonly error?: Error };

  expect([error?.name, error?.message]).toEqual(["TaskFailedError", expect.stringContaining("No disk left")]);
  expect(proxies.setting.sslEnabled).toBe(false);
});

test("where its tasks may not be read, the user is told in the API's own words, and the setting is watched", async () => {
  proxies.mayReadTasks = false;

  expect(await turnOn()).toMatchObject({ ok: true, observed: ON });
  expect(proxies.changes).toBe(1);
  expect(lines[0]).toBe(
    "proxy-1: these credentials may not call ListProxyTasks (proxy:ListTasks); the SSL configuration is watched instead",
  );
});
