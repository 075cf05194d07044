import { InstanceSslConfigError } from "./instance-ssl-config-error";

/** Somebody cancelled the run: every wait ends with this, and nothing is started any more. */
export class CancelledError extends InstanceSslConfigError {
  override readonly name = "CancelledError";

  constructor() {
    super("the run was cancelled before this was finished. Nothing was changed by it; run it again when you want to.");
  }
}
