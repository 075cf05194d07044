import type { PostgresApi } from "../cloud/postgres-api";
import { InstanceSslConfigError } from "../errors/package-errors";
import type { DbInstance } from "../model/db-instance";
import type { Limits } from "../time/budget";

/** The most that the API gives in one reply. */
const PAGE = 100;
/** How often a listing starts again because instances came or went while it was read. */
const READINGS = 3;

/** The cloud's list of instances was shorter or longer than it says itself, so nobody may rely on it. */
export class IncompleteListError extends InstanceSslConfigError {
  override readonly name = "IncompleteListError";

  constructor(region: string, listed: number, total: number) {
    super(
      `listing the instances of ${region}: the cloud says that there are ${total}, but listed ${listed} in each of ${READINGS} readings. ` +
        "A program that works with an incomplete list would drop the missing instances, so it gets none. Run it again; if it " +
        "persists, contact Tencent Cloud.",
    );
  }
}

/**
 * All instances of a region, by their ids: complete, or an error.
 *
 * Throws {@link IncompleteListError} when the pages never agree with the total that they state, and ApiError.
 */
export async function allInstances(api: PostgresApi, region: string, limits: Limits): Promise<readonly DbInstance[]> {
  let listed = 0;
  let total = 0;
  for (let reading = 0; reading < READINGS; reading += 1) {
    const instances = new Map<string, DbInstance>();
    let last: string | undefined;
    for (;;) {
      // Each page starts with the last instance of the page before: if it is another one, instances came or went meanwhile.
      const Offset = last === undefined ? 0 : instances.size - 1;
      const page = await api.describeInstances(region, { Offset, Limit: PAGE }, limits);
      const isInLine = last === undefined || page.instances[0]?.dbInstanceId === last;
      for (const instance of page.instances) instances.set(instance.dbInstanceId, instance);
      total = page.totalCount;
      listed = instances.size;
      if (!isInLine) break;
      if (listed === total) return [...instances.values()].sort((a, b) => (a.dbInstanceId < b.dbInstanceId ? -1 : 1));
      const next = page.instances.at(-1)?.dbInstanceId;
      if (listed > total || next === undefined || next === last) break;
      last = next;
    }
  }
  throw new IncompleteListError(region, listed, total);
}
