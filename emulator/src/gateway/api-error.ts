import { type ErrorCode, errorText, type Language } from "./error-texts";

/** An error that the API answers with. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  /** @param values what is filled into the code's text */
  constructor(
    readonly code: ErrorCode,
    private readonly values: Readonly<Record<string, string>> = {},
  ) {
    super(`${code}: ${errorText(code, values, "en-US")}`);
  }

  /** The text for the reply. */
  text(language: Language): string {
    return errorText(this.code, this.values, language);
  }
}
