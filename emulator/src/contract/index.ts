export {
  type ActionName,
  actionNames,
  actions,
  callsPerSecond,
  isActionName,
  isServiceName,
  type ServiceName,
  serviceNames,
  serviceOf,
  services,
} from "./actions";
export { checkedFields, checkReply } from "./check-reply";
export { commonErrorCodes } from "./common-error-codes";
export { replyEnums, requestEnums } from "./enums";
export { type FieldType, type Shape, fieldType, shapes } from "./field-type";
export type { Filter, ParametersOf, SessionTag, TagFilter } from "./parameter-types";
