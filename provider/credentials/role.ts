/** A role that is to be assumed. */
export interface Role {
  readonly arn: string;
  /** How the session is called in the cloud's audit log. */
  readonly sessionName: string;
  readonly durationSeconds: number;
  readonly externalId?: string;
}

export const DEFAULT_SESSION_NAME = "pulumi-tencentcloud-postgres-ssl";
export const DEFAULT_SESSION_SECONDS = 7200;

/** Source: AssumeRole, DurationSeconds. */
export const MAX_SESSION_SECONDS = 43_200;
