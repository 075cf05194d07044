import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { codeBlocks, readmeCommands } from "../code-blocks";
import { useExample } from "../use-example";

const ROLE = "qcs::cam::uin/100000000001:roleName/databases";
const NO_KEYS = { TENCENTCLOUD_SECRET_ID: "", TENCENTCLOUD_SECRET_KEY: "" };
const IDENTITY = { TKE_PROVIDER_ID: "github", TKE_ROLE_ARN: ROLE, TKE_REGION: "ap-guangzhou" };

interface Policy {
  readonly statement: readonly [{ readonly action: readonly string[] }];
}

const { emulator, playground } = useExample("quickstart", { taskSeconds: 4 }, () => ({ ...NO_KEYS, ...IDENTITY }));
const [reading, writing] = codeBlocks("docs/security.md", "json").map((text) => JSON.parse(text) as Policy);
let server: Server | undefined;
afterEach(() => server?.close());

test("the policies for reading and for writing are enough, and a job needs no key but its token, which is renewed", async () => {
  const tokens = await startTokenServer();
  const file = join(playground().folder, "identity-token");
  const env = { ...tokens.variables, TKE_WEB_IDENTITY_TOKEN_FILE: file, STACK: "dev" };
  const [setUp] = readmeCommands("quickstart", 1);
  await playground().mustSh(setUp.split("pulumi up")[0] ?? "");
  playground().add("gitops");
  // GIVEN what the document has a job run for an update, with a shorter pause
  const { steps } = parse(codeBlocks("docs/oidc.md", "yaml")[0] ?? "") as { steps: [{ run: string }] };
  const recipe = steps[0].run.replace("sleep 240", "sleep 1");
  const up = () => playground().sh(`cp -R ../gitops/ci .; ${recipe}`, env);
  const database = () => emulator().control.instance("postgres-emu00001");

  // WHEN the role may only read THEN a change is refused and nothing has happened
  allow(reading);
  const refused = await up();
  expect(refused.exitCode).not.toBe(0);
  expect(refused.output).toContain('"postgres:ModifyDBInstanceSSLConfig"');
  expect(database()).toMatchObject({ sslEnabled: false, modifies: 0 });

  // WHEN it may write THEN the change arrives, while the token's file is replaced
  allow(writing);
  const before = tokens.count();
  expect(await up()).toMatchObject({ exitCode: 0 });
  expect(database()).toMatchObject({ sslEnabled: true, modifies: 1 });
  expect(tokens.count() - before).toBeGreaterThan(2);
  expect(readFileSync(file, "utf8")).toMatch(/^ey\S+\n$/);

  // WHEN it may only read again THEN a preview and a look for drift succeed
  allow(reading);
  for (const script of ["preview", "drift"])
    expect(await playground().sh(`ci/${script}.sh dev`, env)).toMatchObject({ exitCode: 0 });
  // No role of the emulated account is needed for anything else.
  expect(emulator().control.callCounts().AssumeRoleWithWebIdentity.failed).toBe(0);
});

function allow(policy: Policy | undefined): void {
  const actions = policy?.statement[0].action.map((action) => action.replace("postgres:", "")) ?? [];
  emulator().control.defineRole({ arn: ROLE, actions });
}

/** Stands in for the address at which GitHub gives a job its tokens. */
async function startTokenServer() {
  let given = 0;
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString("base64url");
  server = createServer((request, response) => {
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
  const variables = {
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "request-token",
    ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?version=2`,
  };
  return { variables, count: () => given };
}
