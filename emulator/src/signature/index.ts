export { type Authorization, parseAuthorization } from "./authorization-header";
export type { SignedRequest } from "./canonical-request";
export {
  type Credential,
  Credentials,
  randomSecretId,
  randomSecretKey,
  type TemporaryCredentialOptions,
} from "./credentials";
export { isSignedWith, scopeDate } from "./tc3";
