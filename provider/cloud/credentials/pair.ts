import { CredentialsError } from "../../errors/credentials-error";
import type { Credential } from "./credential";

interface Named {
  readonly name: string;
  readonly value: string | undefined;
}

/** Both halves make a credential, neither makes none; one alone is a mistake that must not fall through to the next. */
export function pairOrNothing(id: Named, key: Named, token: string | undefined): Credential | undefined {
  const [secretId, secretKey] = [id.value?.trim(), key.value?.trim()];
  if (!secretId && !secretKey) return undefined;
  if (!secretId) throw new CredentialsError(`${key.name} is set, but ${id.name} is not: set both or neither`);
  if (!secretKey) throw new CredentialsError(`${id.name} is set, but ${key.name} is not: set both or neither`);
  return { secretId, secretKey, ...(token?.trim() ? { token: token.trim() } : {}) };
}
