import { ApiError } from "../gateway/api-error";

/**
 * The value of a parameter that takes one of a few, or its default when it was not sent.
 *
 * @throws ApiError InvalidParameterValue.InvalidParameterValueError
 */
export function checkChoice<T extends string>(
  name: string,
  value: string | undefined,
  choices: readonly T[],
  otherwise: T,
): T {
  if (value === undefined || value === "") return otherwise;
  const choice = choices.find((known) => known === value);
  if (choice !== undefined) return choice;
  throw new ApiError("InvalidParameterValue.InvalidParameterValueError", {
    reason: `${name} must be one of ${choices.join(", ")}.`,
  });
}
