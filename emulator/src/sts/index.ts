export { assumeRole } from "./assume-role";
export { assumeRoleWithWebIdentity } from "./assume-role-with-web-identity";
export { getCallerIdentity } from "./get-caller-identity";
export { parseRoleArn } from "./role-arn";
export { type Role, Roles } from "./roles";
