import type { Action } from "../actions";
import { openSession } from "./session";
import { checkWebIdentityToken } from "./web-identity-token";

/** Gives whoever shows a token of an identity provider the credentials of a role. */
export const assumeRoleWithWebIdentity: Action<"AssumeRoleWithWebIdentity"> = (parameters, context) => {
  checkWebIdentityToken(parameters.WebIdentityToken, context.now);
  return openSession(parameters, context, { durationCode: "InvalidParameter.ParamError" });
};
