import { describeDesired, type Desired } from "../model/desired";
import type { Instance } from "../model/instance";
import { InstanceSslConfigError } from "./instance-ssl-config-error";

/** A change of an instance's SSL setting, and the trace that it left. */
export interface Change {
  readonly instance: Instance;
  readonly desired: Desired;
  readonly taskId?: number | undefined;
  readonly requestId?: string | undefined;
}

/** The base of the errors about a change that did not take effect. The message starts with what was being changed. */
export abstract class ChangeError extends InstanceSslConfigError {
  readonly taskId: number | undefined;
  readonly requestId: string | undefined;

  constructor(change: Change, whatHappened: string, whatToDo: string, options?: ErrorOptions) {
    super(`${describeChange(change)}: ${whatHappened}. ${whatToDo}.`, options);
    this.taskId = change.taskId;
    this.requestId = change.requestId;
  }
}

function describeChange({ instance, desired, taskId, requestId }: Change): string {
  const task = taskId === undefined ? [] : [`task ${taskId}`];
  const request = requestId === undefined ? [] : [`request ${requestId}`];
  const trace = [instance.region, ...task, ...request].join(", ");
  return `turning SSL ${describeDesired(desired)} for ${instance.dbInstanceId} (${trace})`;
}
