import { InstanceSslConfigError } from "../errors/package-errors";

/**
 * Runs a read or a delete. Of these verbs the SDK prints an error with its stack, beside the message that the engine shows. The
 * message of an error of ours is complete, so what the SDK prints only points there.
 */
export async function shownOnce<T>(verb: () => Promise<T>): Promise<T> {
  try {
    return await verb();
  } catch (error) {
    if (!(error instanceof InstanceSslConfigError)) throw error;
    const { name } = error;
    throw Object.assign(error, { toString: () => name, stack: "the resource's own message says what happened" });
  }
}
