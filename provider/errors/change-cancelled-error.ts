import { type Change, ChangeError } from "./change-error";

/** The run was cancelled before the change took effect. */
export class ChangeCancelledError extends ChangeError {
  override readonly name = "ChangeCancelledError";

  /** @param lastSeen what was last seen of the change; absent where none was started */
  constructor(change: Change, lastSeen: string | undefined) {
    super(
      change,
      lastSeen === undefined ? "cancelled before the change was started" : `cancelled, last seen: ${lastSeen}`,
      lastSeen === undefined
        ? "Nothing was changed; the next `pulumi up` starts from what it finds"
        : "What was started goes on in the cloud; the next `pulumi up` takes it over without starting it again",
    );
  }
}
