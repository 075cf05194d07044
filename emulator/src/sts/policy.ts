import { ApiError } from "../gateway/api-error";
import { isRecord } from "../gateway/parse-parameters";

/**
 * Checks the form of a policy, which comes as URL-encoded JSON. What it allows is not enforced.
 *
 * @throws ApiError InvalidParameter.StrategyFormatError or InvalidParameter.StrategyInvalid
 */
export function checkPolicy(encoded: string): void {
  const policy = decoded(encoded);
  if (!isRecord(policy) || policy.statement === undefined) {
    throw new ApiError("InvalidParameter.StrategyFormatError", { reason: "It is no JSON object with a statement." });
  }
  const statements: readonly unknown[] = Array.isArray(policy.statement) ? policy.statement : [policy.statement];
  if (statements.some((statement) => isRecord(statement) && "principal" in statement)) {
    throw new ApiError("InvalidParameter.StrategyInvalid", { reason: "It must not have a principal." });
  }
}

function decoded(encoded: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(encoded.replaceAll("+", " ")));
  } catch {
    return undefined;
  }
}
