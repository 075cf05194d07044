import { cachedCliFolder } from "./cache-folder";
import { findInCache, findPulumiCli, type PulumiCli, type Surroundings } from "./find";
import { NoWayWorksError } from "./install/first-way";
import { getCli } from "./install/get-cli";
import { goBuild } from "./install/go-build";
import { cliPrograms } from "./install/go-programs";
import { officialInstaller } from "./install/official-installer";
import { oneAtATime } from "./install/one-at-a-time";
import type { WayToGetCli } from "./install/way";
import { sayOnStderr, type Say } from "./say";
import { PulumiCliUnavailableError } from "./unavailable";
import { pulumiVersion } from "./version";

/**
 * Finds the Pulumi CLI on PATH or in the cache; otherwise installs it the official way or builds it with Go, once for all
 * checkouts and processes of this user.
 *
 * @throws PulumiCliUnavailableError with everything that was tried and what to do.
 */
export async function ensurePulumiCli(
  surroundings: Surroundings & {
    /** Ways to get a CLI, in order. @default the official installer, then Go */
    readonly ways?: readonly WayToGetCli[];
  } = {},
): Promise<PulumiCli> {
  const { env = process.env, say = sayOnStderr, ways = [officialInstaller(), goBuild(cliPrograms)] } = surroundings;
  const passedOver: string[] = [];
  const note: Say = (line) => {
    passedOver.push(line);
    say(line);
  };
  const found = await findPulumiCli({ env, say: note });
  if (found) return found;

  const folder = cachedCliFolder(env);
  return oneAtATime(folder, say, async (signal) => {
    // Another process may have installed it while we waited for the lock.
    const meanwhile = await findInCache({ env, say: () => undefined });
    if (meanwhile) return meanwhile;
    say(`getting Pulumi ${pulumiVersion} into ${folder}; this is done once.`);
    try {
      const cli = await getCli(folder, ways, { env, say, signal });
      say(`Pulumi ${pulumiVersion} is ready in ${folder}.`);
      return cli;
    } catch (error) {
      if (!(error instanceof NoWayWorksError)) throw error;
      const found = passedOver.length > 0 ? passedOver : ["there is no pulumi"];
      throw new PulumiCliUnavailableError("Pulumi CLI", found, folder, error.failed);
    }
  });
}
