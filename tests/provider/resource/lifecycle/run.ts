import { REGION, type VirtualCloud } from "../../virtual-cloud";
import { timed } from "../../virtual-time";
import { PartialStateError } from "../../../../provider/errors/package-errors";
import * as lifecycle from "../../../../provider/resource/lifecycle";
import type { InstanceSslConfigInputs, InstanceSslConfigState } from "../../../../provider/model/properties";
import type { Session } from "../../../../provider/resource/session";

/** How a verb ended for the engine. */
export interface Run {
  readonly seconds: number;
  /** What the engine stores; absent where an error leaves the state as it was. */
  readonly state?: InstanceSslConfigState;
  /** The error, or for a partial state the error that it carries. */
  readonly error?: Error;
  readonly isPartial: boolean;
}

export interface UpOptions {
  readonly olds?: InstanceSslConfigState | undefined;
  /** @default a new one, as a new run of Pulumi has */
  readonly session?: Session;
}

/** Declares the resource as an `up` does: create, or update where there is a state. */
export async function up(cloud: VirtualCloud, inputs: InstanceSslConfigInputs, options: UpOptions = {}): Promise<Run> {
  const { olds, session = cloud.session() } = options;
  return ended(olds ? lifecycle.update(session, olds, inputs) : lifecycle.create(session, inputs));
}

async function ended(verb: Promise<InstanceSslConfigState>): Promise<Run> {
  const run = verb.then(
    (state) => ({ state, isPartial: false }),
    (error: unknown) =>
      error instanceof PartialStateError
        ? { state: error.state, error: error.cause as Error, isPartial: true }
        : { error: error as Error, isPartial: false },
  );
  const { result, seconds } = await timed(run);
  return { ...result, seconds };
}

/** The inputs that turn SSL on for the instance's private address, or what else is said. */
export function inputsFor(
  cloud: VirtualCloud,
  index = 0,
  more: Partial<InstanceSslConfigInputs> = {},
): InstanceSslConfigInputs {
  const { id, addresses } = instanceOf(cloud, index);
  return {
    dbInstanceId: id,
    sslEnabled: true,
    connectAddress: addresses[0] ?? "",
    region: REGION,
    onDelete: "disable",
    taskTimeoutSeconds: 300,
    ...more,
  };
}

export function instanceOf(
  cloud: VirtualCloud,
  index = 0,
): { readonly id: string; readonly addresses: readonly string[] } {
  const instance = cloud.control.instances()[index];
  if (!instance) throw new Error(`the cloud has no instance ${index}`);
  return instance;
}

/** How often the change was sent. */
export function modifiesSent(cloud: VirtualCloud): number {
  return cloud.actions().filter((action) => action === "ModifyDBInstanceSSLConfig").length;
}
