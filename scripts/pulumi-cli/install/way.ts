import type { Say } from "../say";

/** What a way of installing the CLI works with. */
export interface GettingContext {
  /** An empty folder that is removed afterwards, whatever happens. */
  readonly workFolder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly say: Say;
  /** Aborted when the user gives up. */
  readonly signal: AbortSignal;
}

/** One way of installing the Pulumi CLI. */
export interface WayToGetCli {
  /** Such as "the official installer". */
  readonly name: string;
  /** What the user can do to make this way work. */
  readonly advice: string;
  /** Puts the CLI and its language host into a folder inside the work folder, and returns that. @throws why it cannot. */
  readonly get: (context: GettingContext) => Promise<string>;
}
