import { createHash } from "node:crypto";

/** A role as its resource description names it. */
export interface RoleName {
  /** Uin of the account that has the role. */
  readonly account: string;
  readonly id: string;
}

/**
 * A role by its id or its name, of a user or of a service: `qcs::cam::uin/1:role/4611…`, `qcs::cam::uin/1:roleName/ci`,
 * `qcs::cam::uin/1:role/tencentcloudServiceRole/4611…`, `qcs::cam::uin/1:role/tencentcloudServiceRoleName/ci`.
 * Source: https://www.tencentcloud.com/document/api/1150/49456, parameter RoleArn
 */
const form =
  /^qcs::cam::uin\/(\d{1,20}):(?:role\/(?:tencentcloudServiceRole\/)?(\d{1,20})|(?:roleName|role\/tencentcloudServiceRoleName)\/([\w+=,.@-]{1,128}))$/;

/** Reads the resource description of a role; undefined when it is none. */
export function parseRoleArn(arn: string): RoleName | undefined {
  const [, account, id, name] = form.exec(arn) ?? [];
  if (account === undefined) return undefined;
  return { account, id: id ?? idOf(`${account}/${name ?? ""}`) };
}

/** Roles have ids of 19 digits that begin like this; the same name always has the same one here. */
function idOf(name: string): string {
  const digits = BigInt(`0x${createHash("sha256").update(name).digest("hex").slice(0, 12)}`) % 10n ** 9n;
  return `4611686018${String(digits).padStart(9, "0")}`;
}
