import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { ensurePulumiCli } from "../../scripts/pulumi-cli";
import { repository } from "./playground";

let checkout: string;
let home: string;
let path: string;
beforeAll(async () => {
  path = `${(await ensurePulumiCli()).folder}:${process.env.PATH ?? ""}`;
}, 1_200_000);
beforeEach(() => {
  checkout = realpathSync(mkdtempSync(join(tmpdir(), "checkout-")));
  home = join(checkout, "..", `${basename(checkout)}-home`);
  mkdirSync(home);
  for (const name of ["package.json", "Pulumi.yaml", ".gitignore", "tsconfig.base.json", "scripts", "examples"]) {
    cpSync(join(repository, name), join(checkout, name), { recursive: true, filter: isSource });
  }
  symlinkSync(join(repository, "node_modules"), join(checkout, "node_modules"), "junction");
});
afterEach(() => {
  for (const folder of [checkout, home]) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

test("running an example as the overview says changes no tracked file and nothing in the home folder", () => {
  run("git init -q; git add -A; git -c user.name=a -c user.email=a@example.com commit -qm all");

  const stacks = run(`
    source examples/local.env
    cd .local/examples/yaml
    # Where the project says that the provider plugin is.
    ls "$(sed -n 's/^ *path: //p' Pulumi.yaml)/PulumiPlugin.yaml" >&2
    cd ../environments
    pulumi stack init prod >&2
    pulumi config set sslEnabled false
    pulumi stack ls --json > stacks.json
    cat stacks.json`);

  // What the CLI prints goes where the user sends it, without a word of npm's.
  expect(JSON.parse(stacks)).toMatchObject([{ name: "prod" }]);
  // `node_modules` is a link here, which .gitignore does not know.
  expect(run("git status --porcelain").replace("?? node_modules\n", "")).toBe("");
  expect(readdirSync(home).filter((name) => name !== ".npm")).toEqual([]);
  expect(existsSync(join(checkout, ".local", "home"))).toBe(true);
});

test("from a folder that has no project no command reaches the quickstart's stack", () => {
  const inFolder = (folder: string, script: string) => `source examples/local.env; cd .local/${folder}; ${script}`;
  run(inFolder("examples/quickstart", "pulumi stack init dev"));

  for (const folder of ["examples", "examples/policy", "examples/drift-report"]) {
    const { status, stderr } = sh(inFolder(folder, "pulumi stack select dev"));
    expect(status).not.toBe(0);
    expect(stderr).toContain(join(".local", "examples", "Pulumi.yaml"));
  }
  // Here the project of the root is found, which has another name.
  expect(sh(inFolder(".", "pulumi stack select dev")).stderr).toContain("no stack named 'dev' found");
});

test("one variable moves the emulator and the examples to another port, and an endpoint that gives way is named", () => {
  const sourced = (env: Record<string, string>) => {
    const script = "source examples/local.env; echo $TENCENTCLOUD_EMULATOR_PORT $TENCENTCLOUD_POSTGRES_ENDPOINT";
    const options = { cwd: checkout, env: { PATH: process.env.PATH, ...env }, encoding: "utf8", input: "" } as const;
    const { stdout, stderr } = spawnSync("bash", ["--norc", "-euo", "pipefail", "-c", script], options);
    return { stdout: stdout.trim(), stderr };
  };
  expect(sourced({})).toEqual({ stdout: "4100 http://127.0.0.1:4100", stderr: "" });
  const other = sourced({
    TENCENTCLOUD_EMULATOR_PORT: "4200",
    TENCENTCLOUD_POSTGRES_ENDPOINT: "http://127.0.0.1:4300",
  });
  expect(other.stdout).toBe("4200 http://127.0.0.1:4200");
  expect(other.stderr).toContain("was http://127.0.0.1:4300 and is now http://127.0.0.1:4200");
});

function sh(script: string) {
  const env = { HOME: home, PATH: path };
  return spawnSync("bash", ["-euo", "pipefail", "-c", script], { cwd: checkout, env, encoding: "utf8" });
}

function run(script: string): string {
  const { status, stdout, stderr } = sh(script);
  if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
  return stdout;
}

function isSource(path: string): boolean {
  return basename(path) !== "node_modules";
}
