import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { CommonClient } from "tencentcloud-sdk-nodejs-common";
import { isActionName, type ServiceName, serviceOf, services } from "../../contract";
import type { ApiAnswer, ApiQuestion } from "./question";

/** Keys that may sign. */
export interface Keys {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string;
}

/** Where the API under test is, and who asks. */
export interface Access {
  readonly endpoint: URL;
  readonly region: string;
  readonly keys: Keys;
  /** Keys without permission. */
  readonly restrictedKeys?: Keys;
}

interface SdkError {
  readonly code?: string;
  readonly message?: string;
  readonly requestId?: string;
  readonly httpCode?: number;
}

/** Asks through the vendor's SDK. */
export function sdkAsker(access: Access): (question: ApiQuestion) => Promise<ApiAnswer> {
  const { protocol, host } = access.endpoint;
  // An agent of our own, because the SDK would send calls to loopback through the environment's proxy as well.
  const options = { keepAlive: true };
  const agent = protocol === "https:" ? new HttpsAgent(options) : new HttpAgent(options);
  return async ({ action, parameters, region, signMethod, isRestricted }) => {
    const credential = isRestricted ? access.restrictedKeys : access.keys;
    if (!credential) return { failure: "there are no keys without permission" };
    const service = isActionName(action) ? serviceOf(action) : "postgres";
    const to = hostOf(service, host);
    const client = new CommonClient(to, services[service].version, {
      credential,
      region: region ?? access.region,
      profile: {
        ...(signMethod ? { signMethod } : {}),
        httpProfile: { protocol: `${protocol}//`, endpoint: to, agent },
      },
    });
    try {
      return { body: { Response: (await client.request(action, parameters)) as unknown } };
    } catch (error) {
      return failed(error as SdkError);
    }
  };
}

/** The vendor's hosts begin with the service; at any other address one host answers for all. */
function hostOf(service: ServiceName, host: string): string {
  return host.replace(/^postgres\./, `${service}.`);
}

function failed({ code, message = "", requestId = "", httpCode }: SdkError): ApiAnswer {
  if (code) return { body: { Response: { Error: { Code: code, Message: message }, RequestId: requestId } } };
  return { failure: httpCode === undefined ? message : `HTTP ${httpCode} ${message}` };
}
