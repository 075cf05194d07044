import { createHmac } from "node:crypto";
import { describeDesired, type Desired, type Instance } from "../model/ssl-setting";
import { RunFolder } from "./run-folder";

/** What one provider process tells the others of its engine. Instances and settings are told as digests only. */
export interface Told {
  /** For each instance that the program declares, its settings, as far as they are known. */
  readonly declared: Record<string, string[]>;
  /** Instances whose SSL this run turns off although nothing declared that. */
  readonly abandoned: string[];
  readonly declaredAtMs: number;
  readonly isReading: boolean;
  /** Instances that wait for their change, or are being changed: the lowest number comes first. */
  readonly turns: Record<string, number>;
  readonly isChoosing: boolean;
}

export interface Other extends Told {
  readonly pid: number;
}

/** Where a provider process stands. */
export interface Surroundings {
  /** The engine's address; `undefined` where no engine is known, and so nobody else. */
  readonly engine: () => string | undefined;
  /** The cloud's own endpoint where the settings name one: the same instance of two clouds is not the same. */
  readonly cloud: () => string;
}

const ALONE: Surroundings = { engine: () => undefined, cloud: () => "" };

/**
 * The other provider processes of the engine: the engine starts one for the dynamic provider, and one for each provider of the
 * plugin. See docs/internals/decisions/025-providers-of-one-run.md.
 */
export class OtherProviders {
  private readonly problems = new Map<"tell" | "read", string>();
  private told: Told = { declared: {}, abandoned: [], declaredAtMs: 0, isReading: false, turns: {}, isChoosing: false };
  private folder: { readonly engine: string; readonly files: RunFolder } | undefined;

  constructor(private readonly surroundings = ALONE) {}

  /** What a delete has to say where the others could not be told or read, the last time. */
  get problem(): string | undefined {
    const [reason] = this.problems.values();
    if (reason === undefined) return undefined;
    return `SSL goes off even if another provider of this program declares the instance, because what it declares cannot be read: ${reason}`;
  }

  /** Tells the others, before it returns. */
  tell(change: Partial<Told>): void {
    this.told = { ...this.told, ...change };
    this.using("tell", (folder) => folder.write(JSON.stringify(this.told)));
  }

  get own(): Told {
    return this.told;
  }

  /** What the other running processes tell; nothing where they cannot be read. */
  all(): readonly Other[] {
    const read = (folder: RunFolder) => folder.read().map(({ pid, text }) => ({ ...(JSON.parse(text) as Told), pid }));
    return this.using("read", read) ?? [];
  }

  /** A digest, because addresses may be secret, and what is told may be left over on a disk. */
  digest({ region, dbInstanceId }: Instance, desired?: Desired): string {
    const parts = [this.surroundings.cloud(), region, dbInstanceId, desired && describeDesired(desired)];
    const key = this.surroundings.engine() ?? "";
    return createHmac("sha256", key).update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
  }

  private using<T>(purpose: "tell" | "read", work: (folder: RunFolder) => T): T | undefined {
    const engine = this.surroundings.engine();
    if (engine === undefined) return undefined;
    try {
      if (this.folder?.engine !== engine) this.folder = { engine, files: new RunFolder(engine) };
      const result = work(this.folder.files);
      this.problems.delete(purpose);
      return result;
    } catch (error) {
      this.problems.set(purpose, (error as Error).message);
      return undefined;
    }
  }
}
