import { describeDesired, type Desired } from "../model/desired";
import type { Instance } from "../model/instance";
import { InstanceSslConfigError } from "./instance-ssl-config-error";

/** Two resources of one run want different things for one instance. */
export class ConflictingDeclarationsError extends InstanceSslConfigError {
  override readonly name = "ConflictingDeclarationsError";

  constructor(instance: Instance, earlier: Desired, later: Desired) {
    super(
      `two resources of this program want different things for ${instance.dbInstanceId} (${instance.region}): one wants ` +
        `SSL ${describeDesired(earlier)}, this one wants SSL ${describeDesired(later)}. Nothing was changed for this one. ` +
        "Keep one InstanceSslConfig for each instance.",
    );
  }
}
