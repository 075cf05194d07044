import { ApiError } from "../cloud/api-error";
import { ChangeError } from "../reconcile/errors";
import type { Instance } from "../model/ssl-setting";

/** Whether the instance itself is gone: before the change, or while it was followed. */
export function isGone(error: unknown): boolean {
  if (error instanceof ChangeError) return isGone(error.cause);
  return error instanceof ApiError && error.verdict === "gone";
}

/** What the cloud says where the instance's status allows nothing and does not pass by waiting; else `undefined`. */
export function restingIn(error: unknown): { readonly isInRecycleBin: boolean; readonly says: string } | undefined {
  if (error instanceof ChangeError) return restingIn(error.cause);
  if (!(error instanceof ApiError)) return undefined;
  if (error.verdict !== "recycled" && error.verdict !== "offline") return undefined;
  return { isInRecycleBin: error.verdict === "recycled", says: error.meaning };
}

/** With the keys of another account every instance looks gone, so the user has to hear of it. */
export function saysGone({ dbInstanceId, region }: Instance): string {
  return `${dbInstanceId}: the instance does not exist for these credentials in ${region}, so nothing was turned off`;
}
