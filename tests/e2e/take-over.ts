import type { Stack } from "../../scripts/pulumi-cli";
import type { LocalCloud } from "./local-cloud";
import { mustUp } from "./stack-verbs";

/** The next `up` after one that was cut short. The task that was left behind ends while it runs. */
export async function takeOver(cloud: LocalCloud, stack: Stack, id: string): Promise<void> {
  await mustUp(stack, [], {
    onLine: (line) => {
      if (line.includes("is already running for the instance")) cloud.endTask(id);
    },
  });
}
