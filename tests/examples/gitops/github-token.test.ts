import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type CommandResult, startCommand, waitForCommand } from "../../../scripts/pulumi-cli/command";
import { repository } from "../playground";
import { quickSleep } from "./quick-sleep";

const REQUEST_TOKEN = "request-token-of-the-job";
const script = join(repository, "examples", "gitops", "ci", "with-github-token.sh");

let folder: string;
let requests: number;
/** The numbers of the requests that are refused. */
let refused: (request: number) => boolean;

/** Stands in for the address at which GitHub gives a job its tokens. */
const server = createServer((request, response) => {
  requests += 1;
  const permitted = request.headers.authorization === `bearer ${REQUEST_TOKEN}` && !refused(requests);
  response.statusCode = permitted ? 200 : 403;
  response.end(JSON.stringify({ value: `token ${requests} for ${new URL(request.url ?? "", "http://a").search}` }));
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "identity-"));
  requests = 0;
  refused = () => false;
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the command has a token from the start, and the step ends as the command does and leaves nothing behind", async () => {
  // With the real `sleep`: one that went on for minutes would keep this from ending.
  const result = await step('cat "$TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE"; exit 7', process.env.PATH);

  expect(result).toMatchObject({ exitCode: 7, stdout: "token 1 for ?version=2&audience=tencentcloud\n" });
  expect(existsSync(tokenFile())).toBe(false);
});

test("a renewal that fails is tried again, and the command goes on with the next token", async () => {
  refused = (request) => request === 2 || request === 3;

  const result = await step(`until grep -q 'token 4' "${tokenFile()}"; do /bin/sleep 0.1; done`);

  expect(result).toMatchObject({ exitCode: 0 });
  expect(result.stderr.match(/was not renewed; trying again/g)).toHaveLength(2);
});

test("a step whose renewals all fail succeeds if its command does", async () => {
  refused = (request) => request > 1;

  const result = await step(`until [ -e "${folder}/enough" ]; do /bin/sleep 0.1; done`, undefined, () => requests > 3);

  expect(result).toMatchObject({ exitCode: 0 });
});

test("a job that gets no token at all does not start the command", async () => {
  refused = () => true;

  const result = await step("echo started");

  expect(result.exitCode).not.toBe(0);
  expect(result.stdout).not.toContain("started");
});

test("the token that requests others is no argument of a process, where `ps` would show it", async () => {
  const bin = quickSleep(join(folder, "bin"));
  const curl = join(bin, "curl");
  const log = join(folder, "arguments");
  writeFileSync(curl, `#!/bin/sh\necho "$@" >> ${log}\nPATH="\${PATH#*:}" exec curl "$@"\n`);
  chmodSync(curl, 0o755);

  expect(await step("true")).toMatchObject({ exitCode: 0 });
  expect(readFileSync(log, "utf8")).toContain("audience=tencentcloud");
  expect(readFileSync(log, "utf8")).not.toContain(REQUEST_TOKEN);
});

const tokenFile = () => join(folder, "identity-token");

/** Runs a command as the recipe does. Once `enough` is true, there is a file `enough`. */
async function step(command: string, path?: string, enough = () => false): Promise<CommandResult> {
  const bin = quickSleep(join(folder, "bin"));
  const { port } = server.address() as AddressInfo;
  const env = {
    PATH: path ?? [bin, process.env.PATH].join(delimiter),
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN,
    ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?version=2`,
    TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE: tokenFile(),
  };
  const timer = setInterval(() => enough() && writeFileSync(join(folder, "enough"), ""), 50);
  try {
    const running = startCommand("bash", [script, "tencentcloud", "bash", "-c", command], { cwd: folder, env });
    return await waitForCommand(running, 120);
  } finally {
    clearInterval(timer);
  }
}
