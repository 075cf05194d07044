import { setTimeout as sleep } from "node:timers/promises";
import type { VirtualCloud } from "../../virtual-cloud";
import type { Desired } from "../../../../provider/model/ssl-setting";
import { Engine, KILLED, type Process, type Result } from "../engine";
import type { Event, Kill, SettingName } from "./scenario";

const TASK_TIMEOUT_SECONDS = 250;
/** More runs of `up` than all faults of a scenario together can spoil. */
const UPS_TO_ARRIVE = 20;

/** Plays a scenario on the cloud's first instance, and checks every promise to users. Throws at a breach. */
export class Play {
  private readonly id: string;
  private readonly engine: Engine;
  /** What is desired at present, and how often the instance may have restarted when it is. */
  private current: { readonly key: string; readonly mostRestarts: number } | undefined;
  /** The instance when the last request was sent, if any was: a task may have ended since the cloud replied. */
  private asked: ReturnType<Play["instance"]> | undefined;

  /** @param latencyMs - how long a request is on its way, and its reply: in the meantime a task may end */
  constructor(
    private readonly cloud: VirtualCloud,
    private readonly latencyMs: number,
  ) {
    this.id = cloud.control.instances()[0]?.id ?? "";
    this.engine = new Engine(this.id, cloud.control.region, TASK_TIMEOUT_SECONDS);
  }

  async all(events: readonly Event[]): Promise<void> {
    for (const event of events) await this.happen(event);
    await this.arrive({ sslEnabled: true, connectAddress: this.address("first address") });
  }

  private async happen(event: Event): Promise<void> {
    const { control } = this.cloud;
    switch (event.do) {
      case "up":
        return this.up(this.setting(event.desired), event.kill);
      case "refresh":
        this.expectTruth("refresh", await this.engine.refresh(this.process(event.kill)));
        return;
      case "destroy":
        return this.destroy(event.kill);
      case "console":
        await control.changeInstance(this.id, this.setting(event.setting));
        this.current = undefined;
        return;
      case "fault":
        control.addFault({ action: event.action, instance: this.id, skip: event.skip, fault: event.fault });
        return;
      case "task":
        control.nextTask({ ...event.task, instance: this.id });
        return;
      case "wait":
        await sleep(event.seconds * 1000);
    }
  }

  private async up(desired: Desired, kill: Kill | undefined): Promise<void> {
    this.desire(desired);
    const result = await this.engine.up(this.process(kill), desired);
    this.expectTruth("up", result);
    this.expectOneRestart();
  }

  private async destroy(kill: Kill | undefined): Promise<void> {
    const wasThere = this.engine.state !== undefined;
    this.desire({ sslEnabled: false });
    const result = await this.engine.destroy(this.process(kill));
    this.expectOneRestart();
    const { sslEnabled, runningTaskId } = this.instance();
    if (wasThere && result !== KILLED && result.ok) {
      expectThat(!sslEnabled && runningTaskId === null, "SSL is off after a destroy that succeeded");
    }
  }

  /** Whatever happened before: with nobody in the way any more, a few `up` bring the instance to what is desired. */
  private async arrive(desired: Desired): Promise<void> {
    this.desire(desired);
    for (let left = UPS_TO_ARRIVE; left > 0; left--) {
      const { runningTaskId } = this.instance();
      if (runningTaskId !== null) await this.cloud.control.finishTask(runningTaskId);
      const result = await this.engine.up(this.process(undefined), desired);
      this.expectTruth("up", result);
      this.expectOneRestart();
      // Only a look shows that nobody changed the instance since the state was written.
      if (result !== KILLED && result.ok) {
        const seen = await this.engine.refresh(this.process(undefined));
        if (seen !== KILLED && seen.ok && sameSetting(desired, this.instance())) return;
      }
    }
    throw new Error(`the instance did not arrive at what was desired: ${JSON.stringify(this.instance())}`);
  }

  /** After a success the state is what the cloud is; an error names the instance. */
  private expectTruth(verb: string, result: Result): void {
    const { state } = this.engine;
    if (result === KILLED) return;
    if (!result.ok) {
      expectThat(result.error.message.includes(this.id), `the error of ${verb} names the instance`);
    } else if (state !== undefined && this.asked !== undefined) {
      const cloud = this.instance();
      const isTrue = [this.asked, cloud].some((seen) => sameSetting(state, seen)) || cloud.runningTaskId !== null;
      expectThat(isTrue, `the state after ${verb} says what the cloud is`);
    }
  }

  private expectOneRestart(): void {
    const { restarts } = this.instance();
    const most = this.current?.mostRestarts ?? 0;
    expectThat(restarts <= most, `one desired setting causes one restart at most: ${restarts} in all, ${most} allowed`);
  }

  /** A new desired, or the same one after somebody else changed the instance, may cost a restart of its own. */
  private desire(desired: Desired): void {
    const key = JSON.stringify(desired);
    if (this.current?.key === key) return;
    const { restarts, runningTaskId } = this.instance();
    // A task of an earlier desired setting that still runs brings that one's restart.
    this.current = { key, mostRestarts: restarts + (runningTaskId === null ? 1 : 2) };
  }

  private process(kill: Kill | undefined): Process {
    this.asked = undefined;
    let requests = 0;
    const life = new AbortController();
    const killed = new Promise<typeof KILLED>((resolve) => {
      life.signal.addEventListener("abort", () => resolve(KILLED));
    });
    const never = new Promise<never>(() => undefined);
    const session = this.cloud.session({
      signal: life.signal,
      wrapSend:
        (send) =>
        async (...request) => {
          this.asked = this.instance();
          requests += 1;
          if (kill !== undefined && requests > kill.atRequest) return never;
          if (requests === kill?.atRequest) {
            if (kill.when === "after") await send(...request).catch(() => undefined);
            life.abort();
            return never;
          }
          return send(...request).finally(() => sleep(this.latencyMs));
        },
    });
    return { session, killed };
  }

  private setting(name: SettingName): Desired {
    return name === "off" ? { sslEnabled: false } : { sslEnabled: true, connectAddress: this.address(name) };
  }

  private address(name: Exclude<SettingName, "off">): string {
    return this.instance().addresses[name === "first address" ? 0 : 1] ?? "";
  }

  private instance() {
    return this.cloud.control.instance(this.id);
  }
}

function expectThat(holds: boolean, promise: string): void {
  if (!holds) throw new Error(`broken promise: ${promise}`);
}

/** Whether the cloud has what a state or a program says. */
function sameSetting(said: Setting, cloud: Setting): boolean {
  return said.sslEnabled === cloud.sslEnabled && (!cloud.sslEnabled || said.connectAddress === cloud.connectAddress);
}

interface Setting {
  readonly sslEnabled: boolean;
  readonly connectAddress?: string;
}
