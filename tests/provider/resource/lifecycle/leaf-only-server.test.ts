import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { DEFAULT_PACE } from "../../../../provider/time/pace";
import { create } from "../../../../provider/resource/lifecycle";
import { Session } from "../../../../provider/resource/session";
import { useEmulator } from "../../../emulator/use-emulator";
import { temporaryFolder } from "../../../package/temporary-folder";
import { inputsOf } from "../../inputs";

const APPLICATION = join(__dirname, "../../../../examples/application/application.mjs");
const emulator = useEmulator({ instances: 1, servers: 1 });
const id = "postgres-emu00001";

test("an application verifies a server that sends its own certificate alone, with the CA that the state holds", async () => {
  emulator().control.behaviour({ serverChain: "leaf" });
  const { endpoint, region, secretId, secretKey } = emulator();
  const env = {
    TENCENTCLOUD_POSTGRES_ENDPOINT: endpoint,
    TENCENTCLOUD_SECRET_ID: secretId,
    TENCENTCLOUD_SECRET_KEY: secretKey,
    TENCENTCLOUD_REGION: region,
  };
  const session = new Session({ readConfig: () => undefined, env, log: () => undefined, pace: DEFAULT_PACE });
  const { addresses } = emulator().control.instance(id);
  const state = await create(session, inputsOf({ id, addresses }));

  const { caCertificate = "", connectAddress = "" } = state;
  expect(await verified(connectAddress, caCertificate)).toMatch(/^127\.0\.0\.1 is who it says it is, by TLSv1\.3 /);
  // Without the intermediate of the state it could not: the server does not send it.
  const [root = ""] = caCertificate.split(/(?<=-----END CERTIFICATE-----\n)/);
  await expect(verified(connectAddress, root)).rejects.toThrow("unable to verify the first certificate");
  expect(emulator().control.instance(id)).toMatchObject({ sslEnabled: true, connectAddress, restarts: 1 });
});

/** What the example's application prints, with this CA. */
async function verified(host: string, ca: string): Promise<string> {
  const { server } = emulator().control.instance(id);
  if (!server) throw new Error("The instance has no database.");
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "ca.pem"), ca);
  const { port, user: PGUSER, password: PGPASSWORD, database: PGDATABASE } = server;
  const env = { ...process.env, PGHOST: host, PGPORT: String(port), PGUSER, PGPASSWORD, PGDATABASE };
  return (await promisify(execFile)(process.execPath, [APPLICATION], { cwd, env })).stdout;
}
