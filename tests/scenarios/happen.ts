import { setTimeout as sleep } from "node:timers/promises";
import type { Control } from "../../emulator/src";
import type { Memory } from "./memory";
import type { SeenCloud } from "./observation";
import type { Event } from "./scenario";

/** The cloud of a scenario, and what has happened in it. */
export interface World {
  readonly control: Control;
  readonly cloud: SeenCloud;
  readonly memory: Memory;
}

/** Lets an event happen. */
export async function happen({ control, cloud, memory }: World, event: Event): Promise<void> {
  if (event.event === "quiet") {
    while (control.tasks().some(({ status }) => status === "Running" || status === "WaitSwitch")) await sleep(50);
    return;
  }
  const { instance } = event;
  const id = cloud.id(instance);
  switch (event.event) {
    case "console": {
      const address = cloud.address(instance, event.setting);
      const setting = address === undefined ? { sslEnabled: false } : { sslEnabled: true, connectAddress: address };
      await control.changeInstance(id, setting);
      memory.changedByOthers(instance);
      return;
    }
    case "task of another": {
      const { kind, seconds } = event;
      if (!cloud.instance(instance).isBusy) control.startTask(id, { kind, seconds });
      return;
    }
    case "next task":
      control.nextTask({ instance: id, ...event.task });
      memory.plan(instance, event.task);
      return;
    case "fault": {
      const { action, skip, fault } = event;
      control.addFault({ action, instance: id, skip, fault });
    }
  }
}
