import { directRoute } from "../../cloud/route";
import { CredentialsError } from "../../errors/package-errors";
import { printable } from "../../model/printable";
import { ask } from "./ask";
import type { Credential } from "../credential";
import { fetchText, type TextReply } from "./fetch-text";
import { parseObject } from "../json-object";
import type { Clock } from "../lease";
import { readTemporary } from "./temporary-credential";

export const METADATA_ENDPOINT = "http://metadata.tencentyun.com";
const ROLES_PATH = "/latest/meta-data/cam/security-credentials/";
/** On an instance the server answers within milliseconds; anywhere else it may never answer. */
const TIMEOUT_SECONDS = 2;

const ADVICE = "Check that this machine is a CVM instance and that the role is bound to it";

const ROLE_NAME = /^[\w+=,.@-]{1,128}$/;

export interface MetadataOptions {
  readonly endpoint: string;
  readonly clock: Clock;
  /** Length of a second in milliseconds. */
  readonly secondMs: number;
}

/**
 * The metadata server of the CVM instance that this process runs on.
 *
 * Source: https://www.tencentcloud.com/document/product/213/4934 (instance metadata)
 */
export class MetadataServer {
  constructor(private readonly options: MetadataOptions) {}

  /** The temporary credential of a role of the instance; without a name, of the one that the instance has. */
  async roleCredential(roleName?: string): Promise<Credential> {
    const role = roleName ?? (await this.onlyRole());
    if (!ROLE_NAME.test(role)) throw new CredentialsError(`"${printable(role, 80)}" is not the name of a CAM role`);
    return this.get(`role ${role}`, role, (reply, since) => {
      const keys = parseObject(reply.text);
      if (keys === undefined) throw new CredentialsError(`the reply is not JSON. ${ADVICE}`);
      if (keys.Code !== "Success") throw new CredentialsError(`there are no credentials for it. ${ADVICE}`);
      const { serverTimeMs } = reply;
      return readTemporary(this.options.clock, { keys, expiredTime: keys.ExpiredTime, serverTimeMs, since });
    });
  }

  private onlyRole(): Promise<string> {
    return this.get("the role of this instance", "", ({ text }) => text.trim());
  }

  private get<T>(what: string, path: string, read: (reply: TextReply, since: ReturnType<Clock>) => T): Promise<T> {
    const { endpoint, clock, secondMs } = this.options;
    const subject = `${what} from the metadata server (${new URL(endpoint).host})`;
    return ask(subject, secondMs, async () => {
      const since = clock();
      // It answers only the machine that it is about, so no proxy could ask it.
      const route = await directRoute(endpoint);
      const options = { timeoutSeconds: TIMEOUT_SECONDS, secondMs, advice: ADVICE, route };
      const reply = await fetchText(`${endpoint}${ROLES_PATH}${path}`, options);
      return read(reply, since);
    });
  }
}
