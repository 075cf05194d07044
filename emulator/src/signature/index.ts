export {
  type AssumedRole,
  type Credential,
  Credentials,
  parseRoleArn,
  randomSecretId,
  randomSecretKey,
  type Role,
  Roles,
  type TemporaryCredentialOptions,
} from "./identities";
export {
  type Authorization,
  hostForms,
  isSignatureMethodV1,
  isSignedWith,
  isSignedWithV1,
  parseAuthorization,
  scopeDate,
  type SignedRequest,
} from "./request-signature";
