import { findPulumiCli, type PulumiCli, type Surroundings } from "./find";

/** Finds the Pulumi CLI, or gets it. */
export async function ensurePulumiCli(surroundings: Surroundings = {}): Promise<PulumiCli> {
  const found = await findPulumiCli(surroundings);
  if (!found) throw new Error("There is no Pulumi CLI on PATH. Install it: https://www.pulumi.com/docs/install/");
  return found;
}
