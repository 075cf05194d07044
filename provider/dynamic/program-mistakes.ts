import { createRequire } from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { TOKENS } from "../resource/pulumi-names";
import { plainTextWarning } from "../cloud/settings";

const INSTEAD = "declare it through the provider plugin (pulumi-tencentcloud-postgres-ssl/plugin)";

/** For an import the engine has no provider text to run, so it would fail with a puzzling message. */
export function refuseImport(name: string, opts: pulumi.CustomResourceOptions | undefined): void {
  if (opts?.import === undefined) return;
  throw new pulumi.RunError(
    `InstanceSslConfig ${name}: the option import cannot work for a dynamic resource. Leave it out: declaring the instance ` +
      "as it is takes it over without a change. Or import it through the provider plugin: `pulumi import " +
      "tencentcloud-postgres-ssl:index:InstanceSslConfig NAME INSTANCE`",
  );
}

/** Warns of options that Pulumi takes for a dynamic resource, but that reach no dynamic provider. */
export function warnOfOptionsWithoutEffect(resource: pulumi.Resource, opts: pulumi.CustomResourceOptions = {}): void {
  const warn = (text: string): void => void pulumi.log.warn(text, resource);
  if (opts.customTimeouts !== undefined) {
    warn(
      `customTimeouts have no effect on this dynamic resource: set taskTimeoutSeconds, or ${INSTEAD}, where they count`,
    );
  }
  if (opts.replaceOnChanges !== undefined && opts.replaceOnChanges.length > 0) {
    warn(
      "replaceOnChanges has no effect on this dynamic resource, which is replaced for another dbInstanceId or region only: " +
        `leave it out, or ${INSTEAD}, where it counts`,
    );
  }
  // Of the parents' providers, the one that the plugin's class would use; those of other packages are for their resources.
  const provider = opts.provider ?? resource.getProvider(TOKENS.resource);
  if (provider !== undefined) {
    warn(
      "the provider that its options or its parent name has no effect on this dynamic resource, which uses the credentials " +
        `and the region of the stack's configuration (tencentcloud:*) and the environment: ${INSTEAD}, which uses it`,
    );
  }
}

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

const SECRET_KEYS = ["tencentcloud:secretKey", "tencentcloud:securityToken"];

let hasWarned = false;

/**
 * Warns, once in a program, of keys in the stack's configuration that are not encrypted. Only the program can: the process
 * that runs dynamic providers does not learn what is a secret.
 */
export function warnOfPlainTextKeys(): void {
  if (hasWarned) return;
  // The SDK's types leave this function out.
  const { allConfig, isConfigSecret } = pulumi.runtime as typeof pulumi.runtime & {
    isConfigSecret?: (key: string) => boolean;
  };
  const config = allConfig();
  const inPlainText = SECRET_KEYS.filter((key) => config[key] && isConfigSecret?.(key) === false);
  if (inPlainText.length === 0) return;
  hasWarned = true;
  void pulumi.log.warn(plainTextWarning(inPlainText));
}
