import type { Changes, Cloud } from "../cloud";
import type { ActionName, ParametersOf } from "../contract";
import type { NextTasks } from "../faults";
import type { CaDownload } from "../http/ca-download";
import type { Credential, Credentials } from "../signature";
import type { Roles } from "../sts";

/** What an action may use to answer a call. */
export interface ActionContext {
  readonly cloud: Cloud;
  readonly changes: Changes;
  readonly nextTasks: NextTasks;
  readonly ca: CaDownload;
  readonly credentials: Credentials;
  readonly roles: Roles;
  /** Region that the call names. */
  readonly region: string;
  /** Who signed the call; undefined for an unsigned one. */
  readonly caller: Credential | undefined;
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** To be called when a test asked for a reply that is against the contract. */
  readonly breakContractOnPurpose: () => void;
}

/** Answers a call of an action: the fields of the reply, or an ApiError. */
export type Action<A extends ActionName> = (parameters: ParametersOf<A>, context: ActionContext) => object;
