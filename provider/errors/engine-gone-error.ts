import { InstanceSslConfigError } from "./instance-ssl-config-error";

/** The Pulumi CLI that wanted the change is not running any more, so that the change is not started. */
export class EngineGoneError extends InstanceSslConfigError {
  override readonly name = "EngineGoneError";

  constructor() {
    super(
      "the Pulumi CLI that started this run is gone, so the change was not started. Run `pulumi up` again; it may ask for " +
        "`pulumi cancel` first.",
    );
  }
}
