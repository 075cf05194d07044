import * as pulumi from "@pulumi/pulumi";
import { TOKENS } from "../resource/pulumi-names";

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
