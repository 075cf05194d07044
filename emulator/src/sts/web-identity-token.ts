import { ApiError } from "../gateway/api-error";
import { isRecord } from "../gateway/parse-parameters";

/**
 * Checks that a token is a JSON Web Token of somebody, signed in some way and good at this time. Who signed it is not
 * known here, so the signature itself is taken on trust.
 *
 * @throws ApiError InvalidParameter.WebIdentityTokenError
 */
export function checkWebIdentityToken(token: string, now: number): void {
  const parts = token.split(".");
  const [header, claims] = parts.slice(0, 2).map(decoded);
  if (parts.length !== 3 || !header || !claims) throw refused("It is no JSON Web Token.");
  if (typeof header.alg !== "string" || header.alg === "none" || parts[2] === "") throw refused("It is not signed.");
  for (const name of ["iss", "sub", "aud"]) {
    if (claims[name] === undefined || claims[name] === "") throw refused(`It has no ${name}.`);
  }
  const seconds = now / 1000;
  if (typeof claims.exp !== "number" || claims.exp <= seconds) throw refused("It has expired, or has no exp.");
  if (typeof claims.nbf === "number" && claims.nbf > seconds) throw refused("It is not good yet.");
}

function decoded(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function refused(reason: string): ApiError {
  return new ApiError("InvalidParameter.WebIdentityTokenError", { reason });
}
