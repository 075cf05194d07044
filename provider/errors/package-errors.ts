import { describeDesired, type Desired, type Instance } from "../model/ssl-setting";

/** The base of every error that this package throws on purpose. `message` is complete: users see nothing else. */
export abstract class InstanceSslConfigError extends Error {
  abstract override readonly name: string;
}

/** The run was cancelled: every wait ends with this error, and nothing new is started. */
export class CancelledError extends InstanceSslConfigError {
  override readonly name = "CancelledError";

  constructor() {
    super("the run was cancelled before this was finished. Nothing was changed by it; run it again when you want to.");
  }
}

/** Two resources of one program declare different settings for one instance. */
export class ConflictingDeclarationsError extends InstanceSslConfigError {
  override readonly name = "ConflictingDeclarationsError";

  /** @param other - of a resource of another provider, only whether SSL is on is known */
  constructor(instance: Instance, own: Desired, other: Desired | "on for another address") {
    super(
      `two resources of this program declare different settings for ${instance.dbInstanceId} (${instance.region}): this one ` +
        `SSL ${describeDesired(own)}, another one SSL ${typeof other === "string" ? other : describeDesired(other)}. ` +
        "Keep one InstanceSslConfig for each instance.",
    );
  }
}

/** No credentials were found, or the ones found cannot be used. Never contains any part of a credential. */
export class CredentialsError extends InstanceSslConfigError {
  override readonly name = "CredentialsError";
}

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

/** A setting of the stack's configuration or the environment cannot be used. */
export class SettingsError extends InstanceSslConfigError {
  override readonly name = "SettingsError";
}
