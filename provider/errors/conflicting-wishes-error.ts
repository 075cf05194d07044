import { describeWish, type Wish } from "../properties";
import type { Instance } from "../ssl-config";
import { InstanceSslConfigError } from "./instance-ssl-config-error";

/** Two resources of one run want different things for one instance. */
export class ConflictingWishesError extends InstanceSslConfigError {
  override readonly name = "ConflictingWishesError";

  constructor(instance: Instance, earlier: Wish, later: Wish) {
    super(
      `two resources of this program want different things for ${instance.dbInstanceId} (${instance.region}): one wants ` +
        `SSL ${describeWish(earlier)}, this one wants SSL ${describeWish(later)}. Nothing was changed for this one. ` +
        "Keep one InstanceSslConfig for each instance.",
    );
  }
}
