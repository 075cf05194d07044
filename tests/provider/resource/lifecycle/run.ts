import type { VirtualCloud } from "../../virtual-cloud";
import { finish } from "../../virtual-time";
import { inputsOf } from "../../inputs";
import { PartialStateError } from "../../../../provider/resource/state";
import { create, update } from "../../../../provider/resource/lifecycle";
import type { InstanceSslConfigInputs, InstanceSslConfigState } from "../../../../provider/resource/properties";
import type { Session } from "../../../../provider/resource/session";

export type NextTask = Parameters<VirtualCloud["control"]["nextTask"]>[0];
export type Fault = Parameters<VirtualCloud["control"]["addFault"]>[0]["fault"];

/** How an `up` ended for the engine. */
export interface Run {
  /** The name and the text of the error, or of the one that a partial state carries. */
  readonly error: string | undefined;
  readonly says: string;
  /** What the engine stores; `undefined` where an error leaves the state as it was. */
  readonly state: InstanceSslConfigState | undefined;
  /** How long it took, to the nearest second. */
  readonly seconds: number;
  /** How often a change was sent so far, in this run and those before. */
  readonly sent: number;
}

/**
 * Declares the resource as an `up` does, in a new session by default: create, or update where there is a state. SSL is to be
 * on for the private address of the first instance, or what else is said.
 */
export async function up(
  cloud: VirtualCloud,
  more: Partial<InstanceSslConfigInputs> = {},
  { olds, session = cloud.session() }: { olds?: InstanceSslConfigState | undefined; session?: Session } = {},
): Promise<Run> {
  const inputs = { ...inputsFor(cloud), ...more };
  const start = performance.now();
  const measured = () => ({
    seconds: Math.round((performance.now() - start) / 1000),
    sent: modifiesSent(cloud).length,
  });
  const verb = olds ? update(session, olds, inputs) : create(session, inputs);
  const run = verb.then(
    (state) => ({ error: undefined, says: "", state, ...measured() }),
    (thrown: unknown) => {
      const state = thrown instanceof PartialStateError ? thrown.state : undefined;
      const { name: error, message: says } = (state ? (thrown as Error).cause : thrown) as Error;
      return { error, says, state, ...measured() };
    },
  );
  return finish(run);
}

export function inputsFor(cloud: VirtualCloud, index = 0): InstanceSslConfigInputs {
  return inputsOf(instanceOf(cloud, index));
}

/** The instance as it is in the cloud. */
export function instanceOf(cloud: VirtualCloud, index = 0): ReturnType<VirtualCloud["control"]["instance"]> {
  return cloud.control.instance(cloud.control.instances()[index]?.id ?? "none");
}

/** In which seconds a change was sent. */
export function modifiesSent(cloud: VirtualCloud): number[] {
  return cloud.requests.flatMap(({ action, second }) => (action === "ModifyDBInstanceSSLConfig" ? [second] : []));
}

/** Makes a change fail when it is sent, so many times. */
export function failModify(cloud: VirtualCloud, fault: Fault, times = 1): void {
  cloud.control.addFault({ action: "ModifyDBInstanceSSLConfig", times, fault });
}

/** Makes the cloud list this task of the first instance and no other, from the so many-th question on. */
export function listTask(cloud: VirtualCloud, task: object, { skip = 0 } = {}): void {
  const { id } = instanceOf(cloud);
  const running = {
    TaskId: 100001,
    TaskType: "ModifyDBInstanceSSLConfig",
    Status: "Running",
    Progress: 40,
    EndTime: "",
  };
  const listed = { DBInstanceId: id, StartTime: "2026-01-01 08:00:00", ...running, ...task };
  const body = JSON.stringify({ Response: { TaskSet: [listed], TotalCount: 1, RequestId: "r" } });
  cloud.control.addFault({ action: "DescribeTasks", skip, times: 1000, fault: { body } });
}
