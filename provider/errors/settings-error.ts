import { InstanceSslConfigError } from "./instance-ssl-config-error";

/** A setting of the stack's configuration or the environment cannot be used. */
export class SettingsError extends InstanceSslConfigError {
  override readonly name = "SettingsError";
}
