import { CredentialsError } from "../../errors/package-errors";
import { PassingError } from "./passing-error";

/** How often is asked at most, and the pause before the second time; the one before the third is twice as long. */
const ATTEMPTS = 3;
const FIRST_PAUSE_SECONDS = 0.5;

/**
 * Asks a server for credentials, again where a failure may pass.
 *
 * Throws {@link CredentialsError} with the last failure, after `subject`: what was asked of whom.
 */
export async function ask<T>(subject: string, secondMs: number, request: () => Promise<T>): Promise<T> {
  // Imported when first used: most runs sign with keys that are at hand.
  const { default: pRetry } = await import("p-retry");
  try {
    return await pRetry(request, {
      retries: ATTEMPTS - 1,
      minTimeout: FIRST_PAUSE_SECONDS * secondMs,
      randomize: true,
      shouldRetry: ({ error }) => error instanceof PassingError,
    });
  } catch (error) {
    throw error instanceof CredentialsError ? new CredentialsError(`${subject}: ${error.message}`) : error;
  }
}
