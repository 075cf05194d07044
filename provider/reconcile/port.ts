import type { Desired, Instance, Observed } from "../model/ssl-setting";
import type { Tasks } from "../tasks/tasks";
import type { Limits } from "../time/budget";

/**
 * An API that changes an instance's setting by tasks: all that reconcile knows of it. Each call throws RequestError where it
 * fails, and NotSent where nothing was sent because the time was up or one of the caller's functions threw it.
 */
export interface Cloud {
  look(instance: Instance, request: Looking): Promise<Observed>;
  change(instance: Instance, desired: Desired, request: Changing): Promise<Accepted>;
  readonly tasks: Pick<Tasks, "look" | "ofInstance">;
  /** The API's name for reading tasks, and for the permission to do so. */
  readonly taskReading: { readonly action: string; readonly permission: string };
}

interface Looking extends Limits {
  /** Whether it goes ahead of others. */
  readonly goesFirst?: boolean | undefined;
  /** Called each time at the moment of sending, when nothing can hold it up any more. If it throws, nothing is sent. */
  readonly atSending?: (() => void) | undefined;
}

interface Changing extends Looking {
  /** Called each time its turn has come. If it throws, nothing is sent. */
  readonly mayBeSent?: (() => Promise<void>) | undefined;
}

/** A change that was accepted; some have no task. */
interface Accepted {
  readonly taskId?: number;
  readonly requestId: string;
}
