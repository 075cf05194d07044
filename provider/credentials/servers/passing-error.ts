import { CredentialsError } from "../../errors/package-errors";

/** A failure to get credentials that may be gone in a moment. Only its message leaves this folder. */
export class PassingError extends CredentialsError {}
