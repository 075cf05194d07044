import { check } from "../../../provider/resource/check";
import { diff } from "../../../provider/resource/diff";
import { InstanceSslConfigError } from "../../../provider/errors/package-errors";
import { PartialStateError } from "../../../provider/resource/state";
import * as lifecycle from "../../../provider/resource/lifecycle";
import type { InstanceSslConfigInputs, InstanceSslConfigState } from "../../../provider/resource/properties";
import type { Desired } from "../../../provider/model/ssl-setting";
import type { Session } from "../../../provider/resource/session";

/** Stands for a process that was killed: whatever it would have done afterwards, nobody hears of it. */
export const KILLED = Symbol("killed");

export type Result = { readonly ok: true } | { readonly ok: false; readonly error: Error } | typeof KILLED;

/** A run that ends when it is over, or when the process that runs it is killed, whichever comes first. */
export interface Process {
  readonly session: Session;
  readonly killed?: Promise<typeof KILLED>;
}

/**
 * What Pulumi's engine does with one resource, in a few lines: it checks, compares and calls the verb, and keeps the state
 * that the verb returned, or that a partially failed one left. The tests with the real CLI hold this to the real engine.
 */
export class Engine {
  state: InstanceSslConfigState | undefined;
  private needsUpdate = false;

  constructor(
    readonly dbInstanceId: string,
    private readonly region: string,
    private readonly taskTimeoutSeconds: number,
  ) {}

  up(process: Process, desired: Desired): Promise<Result> {
    return this.run(process, async (session) => {
      const args = { dbInstanceId: this.dbInstanceId, taskTimeoutSeconds: this.taskTimeoutSeconds, ...desired };
      const { inputs, failures } = check(args, { region: this.region, source: "tencentcloud:region" });
      if (failures.length > 0) throw new Error(JSON.stringify(failures));
      const news = inputs as unknown as InstanceSslConfigInputs;
      if (this.state === undefined) return lifecycle.create(session, news);
      if (!this.needsUpdate && !diff({ ...this.state }, { ...news }).changes) return this.state;
      return lifecycle.update(session, this.state, news);
    });
  }

  refresh(process: Process): Promise<Result> {
    return this.run(
      process,
      async (session) =>
        this.state && lifecycle.read(session, { dbInstanceId: this.dbInstanceId, region: this.region }, this.state),
    );
  }

  destroy(process: Process): Promise<Result> {
    return this.run(process, async (session) => {
      if (this.state) await lifecycle.remove(session, this.state);
      return undefined;
    });
  }

  private async run(
    { session, killed }: Process,
    verb: (session: Session) => Promise<InstanceSslConfigState | undefined>,
  ): Promise<Result> {
    try {
      const state = await Promise.race([verb(session), ...(killed ? [killed] : [])]);
      if (state === KILLED) return KILLED;
      this.state = state;
      this.needsUpdate = false;
      return { ok: true };
    } catch (error) {
      if (!(error instanceof InstanceSslConfigError)) throw error;
      if (error instanceof PartialStateError) {
        this.state = error.state;
        this.needsUpdate = true;
      }
      return { ok: false, error };
    }
  }
}
