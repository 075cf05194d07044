import { getInstances, InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";

/** In the recycle bin, or on the way there: such an instance can have no setting. */
const GONE = ["isolating", "isolated", "recycling", "recycled", "offlining", "offline"];

/** SSL for every database of the region, with the address of its private network in the certificate. */
async function program(): Promise<Record<string, unknown>> {
  const { region, instances } = await getInstances();
  const wanted = instances.filter(
    ({ status, privateAddress }) => !GONE.includes(status) && privateAddress !== undefined,
  );
  for (const { dbInstanceId, privateAddress } of wanted) {
    new InstanceSslConfig(dbInstanceId, {
      dbInstanceId,
      region,
      sslEnabled: true,
      connectAddress: privateAddress,
      // An instance that leaves the list is in the recycle bin: nothing is to be turned off there.
      onDelete: "retain",
    });
  }
  return { declared: wanted.length, leftOut: instances.length - wanted.length };
}

export = program;
