import { ask } from "../cloud/fetch-text";
import { defaultRegion, stsOrigin } from "../cloud/settings";
import { callSts, type StsRequest } from "../cloud/sts-api";
import { asObject, defined } from "../model/objects";
import { printable } from "../model/printable";
import type { Role } from "./assume-role";
import type { Credential } from "./credential";
import { readTemporary } from "./lease";
import { originIn, type SourceTools } from "./settings";

/** STS answers the same in every region, but a request has to name one. */
export const DEFAULT_REGION = "ap-guangzhou";

/**
 * Assumes a role with a credential. Throws CredentialsError.
 *
 * Source: https://www.tencentcloud.com/document/product/1150/49452 (AssumeRole)
 */
export function assumeRole(tools: SourceTools, role: Role, signer: Credential): Promise<Credential> {
  const { secretId, secretKey, token } = signer;
  const keys = defined({ secretId, secretKey, token });
  return temporaryCredential(tools, role, {
    action: "AssumeRole",
    region: defaultRegion(tools.readConfig, tools.env) ?? DEFAULT_REGION,
    parameters: { ExternalId: role.externalId },
    signer: keys,
    secrets: Object.values(keys),
  });
}

/** Gets a temporary credential for a role from the Security Token Service. Throws CredentialsError. */
export function temporaryCredential(
  tools: SourceTools,
  { arn, sessionName, durationSeconds }: Role,
  request: Omit<StsRequest, "endpoint" | "wallMs" | "secondMs">,
): Promise<Credential> {
  const { clock, secondMs } = tools;
  const endpoint = originIn(tools.find, "stsEndpoint") ?? stsOrigin(tools.readConfig, tools.env);
  const where = `${new URL(endpoint).host}, ${printable(request.region, 40)}`;
  const role = { RoleArn: arn, RoleSessionName: sessionName, DurationSeconds: durationSeconds };
  const parameters = { ...role, ...request.parameters };
  return ask(`${request.action} for ${printable(arn, 200)} (${where})`, secondMs, async () => {
    const since = clock();
    const sending = { ...request, parameters, endpoint, wallMs: since.wallMs, secondMs };
    const { response, serverTimeMs } = await callSts(sending);
    const keys = asObject(response.Credentials) ?? {};
    const expiredTime = response.ExpiredTime;
    return readTemporary(clock, { keys, expiredTime, serverTimeMs, askedSeconds: durationSeconds, since });
  });
}
