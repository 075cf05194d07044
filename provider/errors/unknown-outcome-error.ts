import { type Change, ChangeError } from "./change-error";

/** The change was sent, its reply was lost, and no effect of it was seen. */
export class UnknownOutcomeError extends ChangeError {
  override readonly name = "UnknownOutcomeError";

  constructor(change: Change, cause: Error) {
    super(
      change,
      `it is unknown whether the cloud started the change, and no effect of it was seen (${cause.message})`,
      "It was not sent again, because that could restart the database twice. Run `pulumi up` again: it looks first",
      { cause },
    );
  }
}
