export {
  type ActionName,
  actionNames,
  actions,
  callsPerSecond,
  type Filter,
  isActionName,
  isServiceName,
  type ParametersOf,
  type ServiceName,
  serviceNames,
  serviceOf,
  services,
  type SessionTag,
  type TagFilter,
} from "./actions";
export { ApiError, type ErrorCode, errorTexts, type Language } from "./api-error";
export { checkedFields, checkReply, type Violation, Violations } from "./check-reply";
export { type FieldType, fieldType, isRecord, type Shape, shapes } from "./shapes";
export { commonErrorCodes, fromBeijingTime, isRegion, replyEnums, requestEnums, toBeijingTime } from "./values";
