export { type ActionName, actionNames, actions, apiVersion, isActionName } from "./actions";
export { checkReply } from "./check-reply";
export { commonErrorCodes } from "./common-error-codes";
export { replyEnums, requestEnums } from "./enums";
export { type FieldType, type Shape, fieldType, shapes } from "./field-type";
export type { Filter, ParametersOf } from "./parameter-types";
