import { type Change, ChangeError } from "./change-error";

/** The change was started but could not be followed to its end. It may still take effect. */
export class ChangeInterruptedError extends ChangeError {
  override readonly name = "ChangeInterruptedError";

  constructor(change: Change, cause: Error) {
    super(
      change,
      `the change was started, but could not be followed to its end: ${cause.message.replace(/\.$/, "")}`,
      "It goes on in the cloud; the next `pulumi up` looks at the instance and does only what is still needed",
      { cause },
    );
  }
}
