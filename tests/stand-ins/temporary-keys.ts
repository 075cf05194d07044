import { randomBytes } from "node:crypto";

/** What signs for a while. */
export interface TemporaryKeys {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token: string;
}

/** Keys that nobody has had before. */
export function newTemporaryKeys(): TemporaryKeys {
  return {
    secretId: `AKIDstandin${randomBytes(10).toString("hex")}`,
    secretKey: randomBytes(24).toString("base64url"),
    token: randomBytes(48).toString("base64url"),
  };
}
