import { SettingsError } from "../errors/package-errors";
import { Deadline } from "../model/deadline";
import { check } from "./check";
import type { Session } from "./session";

/** The SSL setting of an instance. */
export interface GetInstanceSslConfigResult {
  /** The instance that was looked up. */
  readonly dbInstanceId: string;
  /** The region in which it was looked up. */
  readonly region: string;
  /** Whether connections can be encrypted. */
  readonly sslEnabled: boolean;
  /** The address that the server certificate names; set while SSL is on. */
  readonly connectAddress?: string;
  /** Where the CA certificates can be downloaded; set while SSL is on. */
  readonly caUrl?: string;
  /** The CA certificates in PEM; set while SSL is on, for instances whose edition has the cloud send it. */
  readonly caCertificate?: string;
}

/**
 * Reads the setting of an instance that the program does not manage.
 *
 * Throws {@link SettingsError} for invalid arguments, before any request.
 */
export async function lookUp(
  session: Session,
  args: Readonly<Record<string, unknown>>,
): Promise<GetInstanceSslConfigResult> {
  const { region, source } = session.defaultRegionAndSource ?? {};
  const { inputs, failures } = check({ ...args, sslEnabled: false }, region, source);
  if (failures.length > 0) {
    const reasons = failures.map(({ property, reason }) => `${property} ${reason}`).join("; ");
    throw new SettingsError(`getInstanceSslConfig: ${reasons}`);
  }
  const instance = { dbInstanceId: String(inputs.dbInstanceId), region: String(inputs.region) };
  const { requestTimeoutSeconds, requestAttempts } = session.pace;
  const deadline = Deadline.in(requestTimeoutSeconds * requestAttempts, session.pace, session.signal);
  return { ...instance, ...(await session.tools.api.describeSslConfig(instance, deadline)) };
}
