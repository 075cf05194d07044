import type { DatabaseTls } from "./database-tls";
import type { Instance, SslSetting } from "./instance";
import type { Task, TaskPlan } from "./task";
import { otherTaskKinds, type OtherTaskName, turningSslOff, turningSslOn } from "./task-kind";
import type { TaskRunner } from "./task-runner";

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
