import type { Action } from "../actions";
import { ApiError } from "../gateway/api-error";
import { checkPolicy } from "./policy";
import { openSession } from "./session";

const externalIdForm = /^[\w+=,.@:/-]{2,128}$/;
const mostTags = 50;

/** Gives the caller the credentials of a role. */
export const assumeRole: Action<"AssumeRole"> = (parameters, context) => {
  const { ExternalId: externalId, Policy: policy, Tags: tags = [] } = parameters;
  if (externalId !== undefined && !externalIdForm.test(externalId)) {
    throw wrong("ExternalId must have 2 to 128 letters, digits and characters of _+=,.@:/-.");
  }
  if (tags.length > mostTags || new Set(tags.map(({ Key }) => Key)).size < tags.length) {
    throw wrong(`Tags may be ${mostTags} at most, each with a key of its own.`);
  }
  if (policy !== undefined && policy !== "") checkPolicy(policy);
  return openSession(parameters, context, { durationCode: "InvalidParameter.OverTimeError", externalId });
};

function wrong(reason: string): ApiError {
  return new ApiError("InvalidParameter.ParamError", { reason });
}
