import { type Desired, describeDesired } from "../model/desired";
import type { Instance } from "../model/instance";
import { InstanceSslConfigError } from "./instance-ssl-config-error";

/** Two resources of one program declare different settings for one instance. */
export class ConflictingDeclarationsError extends InstanceSslConfigError {
  override readonly name = "ConflictingDeclarationsError";

  constructor(instance: Instance, own: Desired, other: Desired) {
    super(
      `two resources of this program declare different settings for ${instance.dbInstanceId} (${instance.region}): this one ` +
        `SSL ${describeDesired(own)}, another one SSL ${describeDesired(other)}. ` +
        "Keep one InstanceSslConfig for each instance.",
    );
  }
}
