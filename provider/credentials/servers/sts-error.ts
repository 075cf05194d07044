import { CredentialsError } from "../../errors/package-errors";
import { printable } from "../../model/printable";
import { type ErrorCode, errorCode } from "../../cloud/error-codes";
import { PassingError } from "./passing-error";

/** A refusal by STS. */
export interface StsRefusal {
  readonly code: string;
  readonly detail: string;
  readonly requestId: string;
}

/** What codes of STS mean where they mean something else than the same codes of the PostgreSQL API. */
const STS_CODES: Readonly<Record<string, Pick<ErrorCode, "meaning" | "advice">>> = {
  ResourceNotFound: {
    meaning: "the role or identity provider does not exist",
    advice: "Check the ARN of the role and the id of the provider",
  },
  UnauthorizedOperation: {
    meaning: "these credentials may not assume the role",
    advice: "Allow them sts:AssumeRole for the role, and check whom the role trusts and its external id",
  },
  InvalidParameter: {
    meaning: "STS refused a parameter",
    advice: "Check the ARN of the role, the session's name and duration, the external id and the identity token",
  },
};

/** The error for a refusal. `secrets` are what the request held: the cloud's words may quote them, this error does not. */
export function stsError({ code, detail, requestId }: StsRefusal, secrets: readonly string[]): CredentialsError {
  const general = errorCode(code);
  const { meaning, advice } = STS_CODES[groupOf(code)] ?? general;
  const safeDetail = secrets.reduce((text, secret) => text.replaceAll(secret, "***"), detail);
  const request = requestId === "" ? "" : `, request ${printable(requestId, 60)}`;
  const message = `${meaning} [${printable(code, 120)}${request}: ${printable(safeDetail, 300)}]. ${advice}`;
  const mayPass = general.onRead === "again" || general.onRead === "limited";
  return mayPass ? new PassingError(message) : new CredentialsError(message);
}

/** `AuthFailure.UnauthorizedOperation` is another name of `UnauthorizedOperation`. */
function groupOf(code: string): string {
  return code === "AuthFailure.UnauthorizedOperation" ? "UnauthorizedOperation" : code.replace(/\..*$/s, "");
}
