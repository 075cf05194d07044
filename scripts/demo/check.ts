/** Thrown when the demo finds something other than what it promises. */
export class CheckFailed extends Error {
  override readonly name = "CheckFailed";
}

/** Goes on only if `holds`; the message says what was expected. */
export function check(holds: boolean, expectation: string): asserts holds {
  if (!holds) throw new CheckFailed(`expected: ${expectation}`);
}

/** The message of the error that `attempt` ends with. The check fails if it ends without one. */
export async function checkFails(attempt: Promise<unknown>, expectation: string): Promise<string> {
  const message = await attempt.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  check(message !== undefined, expectation);
  return message;
}
