import { InstanceSslConfigError } from "./instance-ssl-config-error";

/** The run was cancelled: every wait ends with this error, and nothing new is started. */
export class CancelledError extends InstanceSslConfigError {
  override readonly name = "CancelledError";

  constructor() {
    super("the run was cancelled before this was finished. Nothing was changed by it; run it again when you want to.");
  }
}
