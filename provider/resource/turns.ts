import { setTimeout as sleep } from "node:timers/promises";
import { type Instance, instanceKey } from "../model/ssl-setting";
import { LOOK_MS, type OtherProviders, type Provider } from "./other-providers";

/** Resources of one instance change it one after the other, in this process and in the other providers of the engine. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  constructor(private readonly others: OtherProviders) {}

  /** Runs `change` while no other resource changes the instance. A cancelled run waits for nobody. */
  async inTurn<T>(instance: Instance, change: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const key = instanceKey(instance);
    const turn = (this.last.get(key) ?? Promise.resolve()).then(() => this.amongOthers(instance, change, signal));
    this.last.set(
      key,
      turn.catch(() => undefined),
    );
    return turn;
  }

  /** Lamport's bakery: who draws a number at the same time as another sees that the other one draws, and waits for it. */
  private async amongOthers<T>(instance: Instance, change: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const { others } = this;
    const key = others.digest(instance);
    others.tell({ isChoosing: true });
    const own = 1 + Math.max(0, ...others.all().map(({ turns }) => turns.get(key) ?? 0));
    others.tell({ isChoosing: false, turn: [key, own] });
    const comesFirst = ({ isChoosing, turns, pid }: Provider): boolean => {
      const number = turns.get(key) ?? 0;
      return isChoosing || (number > 0 && (number < own || (number === own && pid < process.pid)));
    };
    try {
      while (signal?.aborted !== true && others.all().some(comesFirst)) await sleep(LOOK_MS);
      return await change();
    } finally {
      others.tell({ turn: [key, 0] });
    }
  }
}
