import { assumptions } from "../assumptions";
import type { Action } from "../actions";
import type { Credential } from "../signature";

const account = String(assumptions.account.value.uid);
const user = assumptions.callerIdentity.value.user;

/** Tells who signed the call. */
export const getCallerIdentity: Action<"GetCallerIdentity"> = (_, { caller }) => identityOf(caller);

function identityOf(caller: Credential | undefined): object {
  if (caller?.role) {
    const { account: AccountId, id, sessionName } = caller.role;
    return {
      Arn: `qcs::sts:${AccountId}:assumed-role/${id}`,
      ...{ AccountId, UserId: `${id}:${sessionName}`, PrincipalId: user, Type: "CAMRole" },
    };
  }
  const common = { AccountId: account, PrincipalId: user, Type: "CAMUser" };
  if (caller?.token === undefined) return { Arn: `qcs::cam:${account}:uin/${user}`, UserId: user, ...common };
  return { Arn: `qcs::sts:${account}:federated-user/${user}`, UserId: `${user}:emulator`, ...common };
}
