import { assumptions } from "../assumptions";
import type { Credential } from "../signature";
import { ApiError } from "./api-error";

/** @throws ApiError UnauthorizedOperation when the credential may not call the action */
export function authorize(
  credential: Credential | undefined,
  call: { service: string; action: string; region: string; requestId: string },
): void {
  if (credential?.actions === undefined || credential.actions.includes(call.action)) return;
  throw new ApiError("UnauthorizedOperation", {
    requestId: call.requestId,
    service: call.service,
    action: call.action,
    resource: `qcs::${call.service}:${call.region}:uin/${assumptions.account.value.uid}:${resources(call.service)}`,
  });
}

function resources(service: string): string {
  return service === "postgres" ? "DBInstanceId/*" : "*";
}
