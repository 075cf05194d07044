/** What a request is signed with. */
export interface SigningKeys {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string;
}

/** What no text may show of them. A SecretId is a name, and helps to find a mistake. */
export function secretsOf({ secretKey, token = "" }: SigningKeys): string[] {
  return [secretKey, token];
}
