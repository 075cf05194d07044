import { delimiter } from "node:path";
import { ensurePulumiCli } from "../scripts/pulumi-cli";

/** Gets the Pulumi CLI before the first test that runs it, so that no test's time limit has to bear a build. */
export default async function ensurePulumiOnPath(): Promise<void> {
  const cli = await ensurePulumiCli();
  // The processes that run the tests inherit it, and find the CLI there at once.
  process.env.PATH = [cli.folder, process.env.PATH].join(delimiter);
}
