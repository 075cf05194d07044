import { createRequire } from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** The folder from which it was found last: a program with a thousand resources need not look a thousand times. */
let knownFolder: string | undefined;

const RUNTIME = "pulumi-tencentcloud-postgres-ssl/runtime";

/**
 * Ends a program that the CLI runs in a folder from which the serialised provider could not load this package. Without this,
 * each resource would fail with "Cannot find module", and nobody would know where to install it.
 */
export function assertRuntimeInProgramFolder(name: string): void {
  // Pulumi's launcher sets this, and starts the program in the provider's folder. A program inside another one (Automation API,
  // unit test) does not know that folder.
  if (process.env.PULUMI_NODEJS_MONITOR === undefined || canLoadFrom(process.cwd())) return;
  throw new pulumi.RunError(
    `InstanceSslConfig ${name}: the dynamic provider loads pulumi-tencentcloud-postgres-ssl from the program's folder, and it ` +
      `is not installed in ${process.cwd()} or a folder above. A copy inside another package or a bundle is not found. Install ` +
      "it there: `npm install pulumi-tencentcloud-postgres-ssl`",
  );
}

function canLoadFrom(folder: string): boolean {
  if (folder === knownFolder) return true;
  try {
    createRequire(join(folder, "/")).resolve(RUNTIME);
    knownFolder = folder;
    return true;
  } catch {
    return false;
  }
}
