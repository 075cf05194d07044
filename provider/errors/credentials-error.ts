import { InstanceSslConfigError } from "./instance-ssl-config-error";

/** No credentials were found, or the ones found cannot be used. Never contains any part of a credential. */
export class CredentialsError extends InstanceSslConfigError {
  override readonly name = "CredentialsError";
}
