import { createHmac } from "node:crypto";
import { type Desired, type Instance, settingKey } from "../model/ssl-setting";
import { type News, RunFolder } from "./run-folder";

/** One line of what a provider process tells the others of its engine. Instances and settings are digests. */
export interface Told {
  /** An instance that the program declares, and its setting as far as it is known. */
  readonly declared?: readonly [instance: string, setting: string | null];
  readonly declaredAtMs?: number;
  /** Whether this run turns off an instance's SSL although nothing declared that. */
  readonly abandoned?: readonly [instance: string, isAbandoned: boolean];
  readonly isReading?: boolean;
  /** An instance that waits for its change, or is being changed: the lowest number comes first. 0 when it is done. */
  readonly turn?: readonly [instance: string, number: number];
  readonly isChoosing?: boolean;
}

/** All that one provider process has told so far. */
export class Provider {
  readonly declared = new Map<string, Set<string>>();
  readonly turns = new Map<string, number>();
  readonly abandoned = new Set<string>();
  declaredAtMs = 0;
  isReading = false;
  isChoosing = false;

  constructor(readonly pid: number) {}

  hear({ declared, abandoned, turn, ...latest }: Told): void {
    Object.assign(this, latest);
    if (turn) this.turns.set(...turn);
    if (abandoned) this.abandoned[abandoned[1] ? "add" : "delete"](abandoned[0]);
    if (declared) {
      const [instance, setting] = declared;
      const settings = this.declared.get(instance) ?? new Set();
      this.declared.set(instance, setting === null ? settings : settings.add(setting));
    }
  }
}

/** Where a provider process stands. */
export interface Surroundings {
  /** The engine's address; `undefined` where no engine is known, and so nobody else. */
  readonly engine: () => string | undefined;
  /** The cloud's own endpoint where the settings name one: the same instance of two clouds is not the same. */
  readonly cloud: () => string;
}

/** Between two looks at what the others tell, while one waits for them. */
export const LOOK_MS = 50;

const ALONE: Surroundings = { engine: () => undefined, cloud: () => "" };

/**
 * The other provider processes of the engine: the engine starts one for the dynamic provider, and one for each provider of the
 * plugin. See docs/internals/decisions/025-providers-of-one-run.md.
 */
export class OtherProviders {
  private readonly problems = new Map<"tell" | "read", string>();
  private readonly heard = new Map<string, Provider>();
  private folder: { readonly engine: string; readonly files: RunFolder } | undefined;

  constructor(private readonly surroundings = ALONE) {}

  /** What a delete has to say where the others could not be told or read, the last time. */
  get problem(): string | undefined {
    const [reason] = this.problems.values();
    if (reason === undefined) return undefined;
    return `SSL goes off even if another provider of this program declares the instance, because what it declares cannot be read: ${reason}`;
  }

  /** Tells the others, before it returns. */
  tell(told: Told): void {
    this.using("tell", (folder) => folder.write(JSON.stringify(told)));
  }

  /** The other running processes; none where they cannot be read. */
  all(): readonly Provider[] {
    const hear = ({ name, pid, isWhole, lines }: News): Provider => {
      const provider = (isWhole ? undefined : this.heard.get(name)) ?? new Provider(pid);
      for (const line of lines) provider.hear(JSON.parse(line) as Told);
      this.heard.set(name, provider);
      return provider;
    };
    return this.using("read", (folder) => folder.read().map(hear)) ?? [];
  }

  /** A digest, because addresses may be secret, and what is told may be left over on a disk. */
  digest({ region, dbInstanceId }: Instance, desired?: Desired): string {
    const parts = [this.surroundings.cloud(), region, dbInstanceId, desired && settingKey(desired)];
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
