/** A role that a test has described. Every other role that a call may name exists, and may be assumed by anybody. */
export interface Role {
  /** As in RoleArn. */
  readonly arn: string;
  /** The ExternalId without which it is not given. @default any, or none */
  readonly externalId?: string;
  /** The only actions that its credentials may call. @default all */
  readonly actions?: readonly string[];
  /** Whether it may be assumed at all. @default true */
  readonly trusted?: boolean;
}

/** The roles that a test has described. */
export class Roles {
  private readonly byArn = new Map<string, Role>();

  define(role: Role): void {
    this.byArn.set(role.arn, role);
  }

  find(arn: string): Role | undefined {
    return this.byArn.get(arn);
  }

  reset(): void {
    this.byArn.clear();
  }
}
