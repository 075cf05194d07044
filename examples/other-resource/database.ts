import * as pulumi from "@pulumi/pulumi";

/** An instance that exists already. */
interface DatabaseArgs {
  readonly instanceId: string;
  readonly privateAddress: string;
}

/**
 * Stands in for the resource that creates an instance, such as `postgresql.Instance` of the Tencent Cloud provider, so that you
 * can run the example without creating one.
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
