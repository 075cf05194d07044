import { cacheFolderVariable } from "./cache-folder";
import type { FailedWay } from "./install/first-way";
import { oldestPulumiVersion } from "./version";

/** Thrown when there is no Pulumi CLI or no host for a language, and none can be installed. */
export class PulumiCliUnavailableError extends Error {
  override readonly name = "PulumiCliUnavailableError";
  /**
   * @param what Such as "Pulumi CLI".
   * @param passedOver Why the existing ones are not used.
   */
  constructor(what: string, passedOver: readonly string[], folder: string, failed: readonly FailedWay[]) {
    super(
      [
        `There is no usable ${what}, and none could be got. This was tried:`,
        ...[
          `PATH and ${folder}: ${passedOver.join(" ")}`,
          ...failed.map(({ way, reason }) => `${way.name}: ${reason}`),
        ].map(listed),
        "One of these helps:",
        ...[
          `install Pulumi ${oldestPulumiVersion} or newer and put it on PATH (https://www.pulumi.com/docs/install/)`,
          ...failed.map(({ way }) => way.advice),
          `copy the folder ${folder} from a machine that has it, or let ${cacheFolderVariable} name the cache folder it is in`,
        ].map(listed),
      ].join("\n"),
    );
  }
}

function listed(text: string): string {
  return `  - ${text}`;
}
