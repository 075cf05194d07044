/** An instance of a region, as DescribeDBInstances lists it. */
export interface DbInstance {
  /** The instance: `postgres-…` or `pgro-…`. */
  readonly dbInstanceId: string;
  /** The name that the console shows. */
  readonly name: string;
  /** Its region, such as `ap-guangzhou`. */
  readonly region: string;
  /** In the cloud's words: `running`, `isolated` (in the recycle bin), `job running`, … */
  readonly status: string;
  /** `primary`, `readonly`, or another word of the cloud, such as `guard` for a disaster recovery instance. */
  readonly kind: string;
  /** PostgreSQL's version, such as `15.1`. */
  readonly version: string;
  /** The address inside the private network; absent while the instance has none. */
  readonly privateAddress?: string;
  /** The public DNS name; absent where the instance is not open to the internet. */
  readonly publicAddress?: string;
  /** For a read-only instance: the instance that it copies. */
  readonly primaryInstanceId?: string;
  /** For a read-only instance: its state in its group, such as `running`. */
  readonly readOnlyGroupStatus?: string;
  /** Its tags: keys and values. */
  readonly tags: Readonly<Record<string, string>>;
}
