export { ApiError } from "./api-error";
export { Gateway, type GatewayParts } from "./gateway";
export { RateLimit } from "./rate-limit";
export { isRegion } from "./regions";
export { type ApiAnswer, type ApiRequest, largestBodyBytes, largestQueryBytes } from "./request";
export { serviceOfHost } from "./service-host";
