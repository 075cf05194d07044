import { randomBytes } from "node:crypto";

/** A pair of keys that may sign. */
export interface Credential {
  readonly secretId: string;
  readonly secretKey: string;
  /** Only of a temporary credential. */
  readonly token: string | undefined;
  /** Milliseconds since 1970; undefined for a credential that stays valid. */
  readonly expiresAt: number | undefined;
  /** The actions that it may call; undefined for all. */
  readonly actions: readonly string[] | undefined;
  /** The role that was assumed; undefined for a credential of the account itself. */
  readonly role: AssumedRole | undefined;
}

/** A role of an account, and the name under which it was assumed. */
export interface AssumedRole {
  /** Uin of the account that has the role. */
  readonly account: string;
  readonly id: string;
  readonly sessionName: string;
}

export interface TemporaryCredentialOptions {
  /** @default 7200 */
  readonly seconds?: number;
  /** The only actions that it may call. */
  readonly actions?: readonly string[] | undefined;
  readonly role?: AssumedRole;
}

/** The credentials that the emulated account has. */
export class Credentials {
  private readonly byId = new Map<string, Credential>();

  constructor(readonly permanent: { readonly secretId: string; readonly secretKey: string }) {
    this.reset();
  }

  find(secretId: string): Credential | undefined {
    return this.byId.get(secretId);
  }

  /** Makes a temporary credential, which is only good together with its token. */
  issueTemporary(options: TemporaryCredentialOptions, now: number): Credential & { token: string; expiresAt: number } {
    const credential = {
      secretId: randomSecretId(),
      secretKey: randomSecretKey(),
      token: randomBytes(48).toString("base64url"),
      expiresAt: now + (options.seconds ?? 7200) * 1000,
      actions: options.actions,
      role: options.role,
    };
    this.byId.set(credential.secretId, credential);
    return credential;
  }

  /** Forgets all temporary credentials. */
  reset(): void {
    this.byId.clear();
    this.byId.set(this.permanent.secretId, {
      ...this.permanent,
      token: undefined,
      expiresAt: undefined,
      actions: undefined,
      role: undefined,
    });
  }
}

export function randomSecretId(): string {
  return `AKIDemulator${randomBytes(12).toString("hex")}`;
}

export function randomSecretKey(): string {
  return randomBytes(24).toString("base64url");
}

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
