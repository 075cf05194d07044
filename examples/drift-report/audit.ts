import type { DbInstance } from "pulumi-tencentcloud-postgres-ssl";
import { declaredIn, stacksOf } from "./check-stacks";
import { inParallel } from "./in-parallel";
import { reasonOf } from "./reason";

/** A database that no stack declares. */
export interface Undeclared {
  readonly region: string;
  readonly database: string;
  readonly name: string;
  readonly ssl: "on" | "off" | "unknown";
  /** Why its SSL is unknown. */
  readonly error?: string;
}

/** What an audit found. */
export interface Audit {
  /** How many databases the regions have, without those in the recycle bin. */
  readonly databases: number;
  readonly undeclared: readonly Undeclared[];
  /** What could not be looked at: then nothing is proven, whatever else stands here. */
  readonly failures: readonly string[];
}

/** In the recycle bin, or on the way there: such a database has no setting. */
const GONE = ["isolating", "isolated", "recycling", "recycled", "offlining", "offline"];

/** 0 if every database is declared, 9 if all others have SSL, 8 if one of them has none, 1 if something could not be looked at. */
export function exitCodeOfAudit({ undeclared, failures }: Audit): number {
  if (failures.length > 0 || undeclared.some(({ ssl }) => ssl === "unknown")) return 1;
  if (undeclared.some(({ ssl }) => ssl === "off")) return 8;
  return undeclared.length > 0 ? 9 : 0;
}

/**
 * Compares the databases of some regions with what the stacks of the projects declare, and reads the SSL of those that no
 * stack declares. Needs the environment's credentials, which only have to read.
 *
 * @param regions besides those that the stacks and the environment name
 * @param parallel how many stacks are read at a time
 */
export async function audit(folders: readonly string[], regions: readonly string[], parallel: number): Promise<Audit> {
  const failures: string[] = [];
  const declared = new Set<string>();
  const looked = new Set([...regions, process.env.TENCENTCLOUD_REGION].filter((region) => region !== undefined));
  const found = (await Promise.all(folders.map(stacksOf))).flat();
  const states = await inParallel(found, parallel, async (item) => {
    if ("outcome" in item) return `${item.project}: ${item.error ?? ""}`;
    return declaredIn(item).catch((error: unknown) => `${item.name}: ${reasonOf(error)}`);
  });
  for (const state of states) {
    if (typeof state === "string") {
      failures.push(state);
      continue;
    }
    for (const { id, region } of state) {
      declared.add(id);
      if (region !== undefined) looked.add(region);
    }
  }
  if (looked.size === 0) failures.push("no region is known: name one with --region, or set TENCENTCLOUD_REGION");

  const cloud = await import("pulumi-tencentcloud-postgres-ssl");
  const lists = await Promise.allSettled([...looked].map((region) => cloud.getInstances({ region })));
  failures.push(...lists.flatMap((list) => (list.status === "rejected" ? [reasonOf(list.reason)] : [])));
  const databases = lists
    .flatMap((list) => (list.status === "fulfilled" ? list.value.instances : []))
    .filter(({ status }) => !GONE.includes(status));
  const others = databases.filter(({ dbInstanceId }) => !declared.has(dbInstanceId));
  // All at once: the package keeps below the API's limit, and its reads share the connections.
  const undeclared = await Promise.all(
    others.map(async ({ dbInstanceId: database, name, region }: DbInstance): Promise<Undeclared> => {
      try {
        const { sslEnabled } = await cloud.getInstanceSslConfig({ dbInstanceId: database, region });
        return { region, database, name, ssl: sslEnabled ? "on" : "off" };
      } catch (error) {
        return { region, database, name, ssl: "unknown", error: reasonOf(error) };
      }
    }),
  );
  return { databases: databases.length, undeclared, failures };
}
