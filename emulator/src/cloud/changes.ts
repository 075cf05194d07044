import { type Authority, withoutIntermediate } from "../certificates/authority";
import { checkedFields } from "../contract";
import type { PostgresServer } from "../postgres/postgres-server";
import type { Behaviours } from "./behaviour";
import type { Instance, SslSetting } from "./instance";
import { otherTaskKinds, type OtherTaskName, type Task, type TaskPlan, turningSslOff, turningSslOn } from "./task";
import type { TaskRunner } from "./task-runner";

/** How the next task will go; what is left out is as usual. Times are in seconds and may be fractions. */
export interface NextTask {
  /** Only the task of this instance. */
  readonly instance?: string;
  /** @default "Success" */
  readonly status?: TaskPlan["status"];
  /** @default the emulator's task seconds; 0 when `taskId` is "zero" or "absent" */
  readonly seconds?: number;
  /** @default 0 */
  readonly visibleAfterSeconds?: number;
  readonly taskId?: "zero" | "absent" | "string";
  readonly message?: string;
  /** @default "applied" for Success and WaitSwitch, "none" for the others */
  readonly effect?: TaskPlan["effect"];
  /** Fields of TaskSet that DescribeTasks shows instead of the usual ones; null leaves one out that may be missing. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Plans for the tasks to come; each is used once, the oldest first. */
export class NextTasks {
  private entries: NextTask[] = [];

  constructor(private readonly taskSeconds: number) {}

  add(entry: NextTask): void {
    this.entries.push(entry);
  }

  /** The plan for a task of the instance that starts now. */
  take(instanceId: string): TaskPlan {
    const entry = this.entries.find(({ instance }) => instance === undefined || instance === instanceId);
    if (entry) this.entries = this.entries.filter((other) => other !== entry);
    return this.plan(entry ?? {});
  }

  reset(): void {
    this.entries = [];
  }

  /** The plan for a task that is to go like this. */
  plan({ status = "Success", seconds, visibleAfterSeconds = 0, taskId, message, effect, fields }: NextTask): TaskPlan {
    const isWithoutTask = taskId === "zero" || taskId === "absent";
    return {
      status,
      seconds: seconds ?? (isWithoutTask ? 0 : this.taskSeconds),
      visibleAfterSeconds,
      taskId: taskId ?? "number",
      message,
      fields: checkedFields("TaskSet", fields ?? {}).fields,
      effect: effect ?? (status === "Success" || status === "WaitSwitch" ? "applied" : "none"),
    };
  }
}

/** The changes of an instance that take a task: of its SSL setting, and others. */
export class Changes {
  constructor(
    private readonly tasks: TaskRunner,
    private readonly tls: DatabaseTls,
    private readonly now: () => number,
  ) {}

  /** Changes the SSL setting as an accepted Modify call does, with a restart at the end. */
  setSsl(instance: Instance, wanted: SslSetting, plan: TaskPlan): Task {
    instance.modifies += 1;
    const input = {
      DBInstanceId: instance.id,
      SSLEnabled: wanted.enabled,
      ...(wanted.enabled ? { ConnectAddress: wanted.connectAddress } : {}),
    };
    const work = async () => {
      await this.tls.apply(instance, wanted, new Date(this.now()));
      instance.restarts += 1;
    };
    return this.tasks.start(instance, { kind: wanted.enabled ? turningSslOn : turningSslOff, input, work }, plan);
  }

  /** Starts a task that is not about SSL; a restart really restarts the database behind the instance. */
  startOther(instance: Instance, name: OtherTaskName, plan: TaskPlan): Task {
    const work = () => (name === "restart" ? this.tls.restart(instance) : Promise.resolve());
    return this.tasks.start(instance, { kind: otherTaskKinds[name], input: { DBInstanceId: instance.id }, work }, plan);
  }
}

/** Carries SSL settings over to the real servers, one change of a server at a time. */
export class DatabaseTls {
  private readonly queues = new Map<PostgresServer, Promise<void>>();

  constructor(
    private readonly authority: Authority,
    private readonly behaviours: Behaviours,
  ) {}

  /** Gives the instance the setting. A server behind it is restarted with it; open connections are cut. */
  async apply(instance: Instance, setting: SslSetting, now: Date): Promise<void> {
    const { server } = instance;
    if (server) await this.enqueue(server, () => this.switchServer(server, setting));
    instance.ssl = setting;
    instance.allRestarts += 1;
    instance.updatedAt = now;
  }

  /** Restarts the server behind the instance, if there is one, with the setting that it has. */
  async restart(instance: Instance): Promise<void> {
    const { server } = instance;
    if (server) await this.enqueue(server, () => server.restart());
    instance.allRestarts += 1;
  }

  /** Turns TLS off at the server, after all that is still under way there. */
  async reset(server: PostgresServer): Promise<void> {
    await this.enqueue(server, () => server.reset());
  }

  private async switchServer(server: PostgresServer, setting: SslSetting): Promise<void> {
    if (!setting.enabled) return server.turnTlsOff();
    const certificate = await this.authority.issueServerCertificate(setting.connectAddress);
    await server.turnTlsOn(
      this.behaviours.current.serverChain === "leaf" ? withoutIntermediate(certificate) : certificate,
    );
  }

  private async enqueue(server: PostgresServer, work: () => Promise<void>): Promise<void> {
    const done = (this.queues.get(server) ?? Promise.resolve()).then(work);
    // The caller learns that a change failed; the next one starts all the same.
    this.queues.set(
      server,
      done.catch(() => undefined),
    );
    return done;
  }
}
