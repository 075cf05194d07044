/** Something that was asked of the control interface and cannot be done. */
export class ControlError extends Error {
  override readonly name = "ControlError";

  /** @param httpStatus what the HTTP reply carries */
  constructor(
    readonly httpStatus: number,
    message: string,
  ) {
    super(message);
  }
}
