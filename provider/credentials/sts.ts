import { ask } from "../cloud/fetch-text";
import { defaultRegion, stsOrigin } from "../cloud/settings";
import { callSts, type StsRequest } from "../cloud/sts-api";
import { asObject, defined } from "../model/objects";
import { printable } from "../model/printable";
import type { Role } from "./assume-role";
import type { Credential } from "./credential";
import { originIn, type SourceTools } from "./settings";
import { readTemporary } from "./temporary";

/** STS answers the same in every region, but a request has to name one. */
const DEFAULT_REGION = "ap-guangzhou";
const DEFAULT_SESSION_NAME = "pulumi-tencentcloud-postgres-ssl";
const DEFAULT_SESSION_SECONDS = 7200;

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
    parameters: { ExternalId: role.externalId },
    signer: keys,
    secrets: Object.values(keys),
  });
}

/** Gets a temporary credential for a role from the Security Token Service, in a region or in any. Throws CredentialsError. */
export function temporaryCredential(
  { find, readConfig, env, clock, secondMs }: SourceTools,
  { arn, sessionName = DEFAULT_SESSION_NAME, durationSeconds = DEFAULT_SESSION_SECONDS }: Role,
  request: Pick<StsRequest, "action" | "parameters" | "signer" | "secrets"> & { region?: string | undefined },
): Promise<Credential> {
  const endpoint = originIn(find, "stsEndpoint") ?? stsOrigin(readConfig, env);
  const region = request.region ?? defaultRegion(readConfig, env) ?? DEFAULT_REGION;
  const where = `${new URL(endpoint).host}, ${printable(region, 40)}`;
  const role = { RoleArn: arn, RoleSessionName: sessionName, DurationSeconds: durationSeconds };
  const parameters = { ...role, ...request.parameters };
  return ask(`${request.action} for ${printable(arn, 200)} (${where})`, secondMs, async () => {
    const since = clock();
    const sending = { ...request, region, parameters, endpoint, wallMs: since.wallMs, secondMs };
    const { response, serverTimeMs } = await callSts(sending);
    const keys = asObject(response.Credentials) ?? {};
    const expiredTime = response.ExpiredTime;
    return readTemporary(clock, { keys, expiredTime, serverTimeMs, askedSeconds: durationSeconds, since });
  });
}
