export { type Authorization, parseAuthorization } from "./authorization-header";
export { hostForms, type SignedRequest } from "./canonical-request";
export {
  type AssumedRole,
  type Credential,
  Credentials,
  randomSecretId,
  randomSecretKey,
  type TemporaryCredentialOptions,
} from "./credentials";
export { isSignatureMethodV1, isSignedWithV1 } from "./hmac-v1";
export { isSignedWith, scopeDate } from "./tc3";
