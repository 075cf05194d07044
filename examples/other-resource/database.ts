import * as pulumi from "@pulumi/pulumi";

/** What stands for an instance that is there already. */
interface DatabaseArgs {
  readonly instanceId: string;
  readonly privateAddress: string;
}

/**
 * Stands for the resource that makes an instance, such as `postgresql.Instance` of the Tencent Cloud provider, so that the
 * example can be run without making one.
 */
export class Database extends pulumi.dynamic.Resource {
  declare readonly instanceId: pulumi.Output<string>;
  declare readonly privateAddress: pulumi.Output<string>;

  constructor(name: string, existing: DatabaseArgs) {
    const outputs = { instanceId: undefined, privateAddress: undefined };
    super(provider, name, { ...outputs, existing });
  }
}

const provider: pulumi.dynamic.ResourceProvider = {
  create: ({ existing }: { existing: DatabaseArgs }) => Promise.resolve({ id: existing.instanceId, outs: existing }),
};
