import { InstanceSslConfigError } from "./instance-ssl-config-error";

/** The Pulumi CLI that asked for the change is no longer running, so the change is not started. */
export class EngineGoneError extends InstanceSslConfigError {
  override readonly name = "EngineGoneError";

  constructor() {
    super(
      "the Pulumi CLI that started this run is gone, so the change was not started. Run `pulumi up` again; it may ask for " +
        "`pulumi cancel` first.",
    );
  }
}
