import { randomBytes } from "node:crypto";

/** What signs for a while. */
export interface TemporaryKeys {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token: string;
}

/** Keys that nobody has had before. Each has `hidden` in it, by which a test notices that it is shown. */
export function newTemporaryKeys(): TemporaryKeys {
  return {
    secretId: `AKIDhidden${randomBytes(10).toString("hex")}`,
    secretKey: `hidden-${randomBytes(24).toString("base64url")}`,
    token: `hidden-${randomBytes(48).toString("base64url")}`,
  };
}
