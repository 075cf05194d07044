import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { parse } from "yaml";
import { codeBlocks, readmeCommands } from "../code-blocks";
import { quickSleep } from "../gitops/quick-sleep";
import { useExample } from "../use-example";

const ROLE = "qcs::cam::uin/100000000001:roleName/databases";
const NO_KEYS = { TENCENTCLOUD_SECRET_ID: "", TENCENTCLOUD_SECRET_KEY: "" };
const IDENTITY = { TENCENTCLOUD_ASSUME_ROLE_PROVIDER_ID: "github", TENCENTCLOUD_ASSUME_ROLE_ARN: ROLE };

interface Policy {
  readonly statement: readonly [{ readonly action: readonly string[] }];
}

const { emulator, playground } = useExample("quickstart", { taskSeconds: 24 }, () => ({ ...NO_KEYS, ...IDENTITY }));
const [reading, writing] = codeBlocks("docs/security.md", "json").map((text) => JSON.parse(text) as Policy);
let server: Server | undefined;
afterEach(() => server?.close());

test("the two policies are enough, and a job with tokens needs no keys, even in a long wait", async () => {
  const tokens = await startTokenServer();
  const file = join(playground().folder, "identity-token");
  const env = { ...tokens.variables, TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE: file, STACK: "dev" };
  const [setUp] = readmeCommands("quickstart", 2);
  await playground().mustSh(setUp.split("pulumi up")[0] ?? "");
  playground().add("gitops");
  // GIVEN what the document has a job run for an update, with a shorter pause
  const { steps } = parse(codeBlocks("docs/oidc.md", "yaml")[0] ?? "") as { steps: [{ run: string }] };
  const bin = quickSleep(join(playground().folder, "..", "bin"));
  const PATH = [bin, playground().env.PATH].join(delimiter);
  const up = (more = {}) => playground().sh(`cp -R ../gitops/ci .; ${steps[0].run}`, { ...env, PATH, ...more });
  const database = () => emulator().control.instance("postgres-emu00001");

  // WHEN the role may only read THEN a change is refused and nothing has happened
  allow(reading);
  const refused = await up();
  expect(refused.exitCode).not.toBe(0);
  expect(refused.output).toContain('"postgres:ModifyDBInstanceSSLConfig"');
  expect(database()).toMatchObject({ sslEnabled: false, modifies: 0 });

  // WHEN it may write, for less time than the change takes THEN the change arrives, with keys for newer tokens out of the file
  allow(writing);
  expect(await up({ TENCENTCLOUD_STS_ENDPOINT: tokens.stsOfShortSessions })).toMatchObject({ exitCode: 0 });
  expect(database()).toMatchObject({ sslEnabled: true, modifies: 1 });
  expect(new Set(tokens.exchanged).size).toBeGreaterThan(1);

  // WHEN it may only read again THEN a preview and a look for drift succeed
  allow(reading);
  for (const script of ["preview", "drift"])
    expect(
      await playground().sh(`ci/with-github-token.sh tencentcloud ci/${script}.sh dev`, { ...env, PATH }),
    ).toMatchObject({ exitCode: 0 });
  // No role of the emulated account is needed for anything else.
  expect(emulator().control.callCounts().AssumeRoleWithWebIdentity.failed).toBe(0);
});

function allow(policy: Policy | undefined): void {
  emulator().control.defineRole({ arn: ROLE, actions: actionsOf(policy) });
}

function actionsOf(policy: Policy | undefined): string[] {
  return policy?.statement[0].action.map((action) => action.replace("postgres:", "")) ?? [];
}

/**
 * Stands in for the address at which GitHub gives a job its tokens, and for an STS whose sessions end in the middle of a
 * change, which the emulator's do not.
 */
async function startTokenServer() {
  let given = 0;
  const exchanged: string[] = [];
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString("base64url");
  const exchange = async (request: IncomingMessage) => {
    const { WebIdentityToken } = JSON.parse(await text(request)) as { WebIdentityToken: string };
    exchanged.push(WebIdentityToken);
    return JSON.stringify({ Response: shortSession() });
  };
  server = createServer((request, response) => {
    if (request.method === "POST") {
      void exchange(request).then((reply) => response.end(reply));
      return;
    }
    given += 1;
    const { searchParams } = new URL(request.url ?? "", "http://localhost");
    const claims = { iss: "https://token.example", sub: "repo:example/databases", aud: searchParams.get("audience") };
    const exp = Math.floor(Date.now() / 1000) + 300;
    const allowed = request.headers.authorization === "bearer request-token";
    const value = [part({ alg: "RS256" }), part({ ...claims, exp, jti: String(given) }), "c2ln"].join(".");
    response.statusCode = allowed ? 200 : 401;
    response.end(JSON.stringify({ value }));
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const variables = {
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "request-token",
    ACTIONS_ID_TOKEN_REQUEST_URL: `${origin}/token?version=2`,
  };
  return { variables, exchanged, stsOfShortSessions: origin };
}

function shortSession(): object {
  const { secretId, secretKey, token, expiresAt } = emulator().control.createCredential({
    seconds: 10,
    actions: actionsOf(writing),
  });
  const Credentials = { TmpSecretId: secretId, TmpSecretKey: secretKey, Token: token };
  return { Credentials, ExpiredTime: Math.floor(expiresAt / 1000), RequestId: "short-session" };
}
