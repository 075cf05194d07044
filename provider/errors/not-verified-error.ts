import type { Observed } from "../model/observed";
import { type Change, ChangeError } from "./change-error";

/** The cloud reports success, but the instance's SSL configuration is not the desired one. */
export class NotVerifiedError extends ChangeError {
  override readonly name = "NotVerifiedError";

  constructor(change: Change, observed: Observed) {
    super(
      change,
      `the cloud reports the change as done, but the instance has SSL ${describeConfig(observed)}`,
      "Check the instance in the console; the next `pulumi up` tries again",
    );
  }
}

function describeConfig({ sslEnabled, connectAddress }: Observed): string {
  return sslEnabled ? `on for ${connectAddress ?? "no address"}` : "off";
}
