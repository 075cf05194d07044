import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { parse } from "yaml";

const repository = resolve(__dirname, "..", "..");
const tsx = join(repository, "node_modules", "tsx", "dist", "cli.mjs");

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly scripts?: Record<string, string>;
  readonly dependencies: Record<string, string>;
}

let checkout: string;
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), "release-"));
});
afterEach(() => rmSync(checkout, { recursive: true, force: true }));

test("a dry run leaves a whole release in one folder: packages, plugin, notices, sums, and what the Registry wants", () => {
  const { status, stdout, stderr } = script(repository, "release.ts", "--dry-run");

  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  for (const { name, version, private: isPrivate } of [".", "emulator"].map(manifestIn)) {
    const says = isPrivate ? `${name} is private` : `would publish ${name}@${version}, `;
    expect(stdout).toContain(says);
  }
  const attached = [...stdout.matchAll(/^would attach (\S+)$/gm)].map(([, name = ""]) => name);
  expect(attached.filter((name) => name.endsWith(".tar.gz"))).toHaveLength(6);
  expect(attached).toEqual(expect.arrayContaining(["THIRD-PARTY-NOTICES.txt", "SHA256SUMS"]));

  const folder = join(repository, "reports", "release");
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name).sort()).toEqual(attached.sort());
  const sums = readFileSync(join(folder, "SHA256SUMS"), "utf8").trim().split("\n");
  expect(sums).toHaveLength(attached.length - 1);
  for (const line of sums) {
    const [sum, name = ""] = line.split("  ");
    expect(
      createHash("sha256")
        .update(readFileSync(join(folder, name)))
        .digest("hex"),
    ).toBe(sum);
  }
  expect(JSON.parse(readFileSync(join(folder, "registry", "package-list-entry.json"), "utf8"))).toEqual({
    repoSlug: expect.stringMatching(/^[\w-]+\/pulumi-tencentcloud-postgres-ssl$/) as string,
    schemaFile: "plugin/schema.json",
  });
  expect(readdirSync(join(folder, "registry")).sort()).toEqual(
    ["_index.md", "installation-configuration.md", "package-list-entry.json", "schema.json"].sort(),
  );
});

test("a release from a developer's machine publishes nothing", () => {
  const { status, stderr } = script(repository, "release.ts");

  expect(status).toBe(1);
  expect(stderr).toContain("only the release workflow publishes");
});

test("the version step turns the notes of both packages into versions, changelogs, the template and the schema", () => {
  const parts = ["package.json", "CHANGELOG.md", "templates/typescript/package.json", "plugin/schema.json"];
  for (const path of [...parts, ".changeset/config.json"]) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    cpSync(join(repository, path), join(checkout, path));
  }
  mkdirSync(join(checkout, "emulator"));
  const { private: _, ...emulator } = manifestIn("emulator");
  writeFileSync(join(checkout, "emulator", "package.json"), JSON.stringify(emulator));
  const [provider, { name, version }] = [manifestIn("."), emulator];
  const notes = [`"${provider.name}": minor`, `"${name}": minor`].join("\n");
  writeFileSync(join(checkout, ".changeset", "a-note.md"), `---\n${notes}\n---\n\nA change that users notice.\n`);
  symlinkSync(join(repository, "node_modules"), join(checkout, "node_modules"), "junction");
  spawnSync("git", ["init", "-q"], { cwd: checkout });

  const { status, stdout, stderr } = script(checkout, "changeset.ts", "version");
  expect({ status, output: status === 0 ? "" : stdout + stderr }).toEqual({ status: 0, output: "" });

  const after = (folder: string) => JSON.parse(read(`${folder}/package.json`)) as Manifest;
  expect([after(".").version, after("emulator").version]).toEqual([nextMinor(provider.version), nextMinor(version)]);
  expect(after("templates/typescript").dependencies[provider.name]).toBe(`^${nextMinor(provider.version)}`);
  const schema = JSON.parse(read("plugin/schema.json")) as { version: string };
  expect(schema.version).toBe(nextMinor(provider.version));
  for (const folder of [".", "emulator"])
    expect(read(`${folder}/CHANGELOG.md`)).toContain("A change that users notice.");
  expect(after(".")).toEqual({ ...provider, version: nextMinor(provider.version) });
});

test("the release on GitHub has the newest part of the changelog and every file of the folder", () => {
  const attach = steps("publish").find(({ id }) => id === "attach")?.run ?? "";
  mkdirSync(join(checkout, "reports", "release", "registry"), { recursive: true });
  const files = ["one.tar.gz", "two.tgz", "SHA256SUMS"];
  for (const name of [...files, "registry/schema.json"]) writeFileSync(join(checkout, "reports", "release", name), "");
  writeFileSync(join(checkout, "CHANGELOG.md"), "# name\n\n## 1.1.0\n\nNew.\n\n## 1.0.0\n\nOld.\n");
  // To the command of GitHub, the release is new.
  standIn("gh", '[ "$2" != view ]');

  expect(bash(attach, { VERSION: "1.1.0", GITHUB_SHA: "abc" })).toMatchObject({ status: 0 });

  expect(read("reports/notes.md").trim()).toBe("New.");
  const [, create, upload = "", ...others] = read("calls").trim().split("\n");
  expect(create).toBe("gh release create v1.1.0 --target abc --title v1.1.0 --notes-file reports/notes.md");
  expect(upload.split(" ").slice(5).sort()).toEqual(files.map((name) => `reports/release/${name}`).sort());
  expect(others).toEqual([]);
});

describe("publishing", () => {
  const publishing = () =>
    bash(`${join(repository, "scripts", "release", "publish.sh")} .`, { GITHUB_ACTIONS: "true" });
  beforeEach(() => {
    for (const name of ["known", "new"]) {
      mkdirSync(join(checkout, "package"), { recursive: true });
      writeFileSync(join(checkout, "package", "package.json"), JSON.stringify({ name, version: "1.1.0" }));
      spawnSync("tar", ["-czf", `${name}.tgz`, "package"], { cwd: checkout });
    }
    bash("sha256sum *.tgz > SHA256SUMS");
  });

  test("publishes what the registry does not have yet, with provenance", () => {
    standIn("npm", '[ "$1" = publish ] || [ "$2" = known@1.1.0 ] && echo 1.1.0 || { echo E404 >&2; exit 1; }');

    expect(publishing()).toMatchObject({ status: 0 });

    const published = read("calls")
      .split("\n")
      .filter((call) => call.includes(" publish "));
    expect(published).toEqual(["npm publish ./new.tgz --provenance --access public"]);
  });

  test("publishes nothing when the registry cannot be asked, or when a file is not the one that was built", () => {
    standIn("npm", '[ "$1" = view ] || exit 0; echo ENOTFOUND >&2; exit 1');
    expect(publishing()).toMatchObject({ status: 1, stderr: expect.stringContaining("ENOTFOUND") as string });

    writeFileSync(join(checkout, "new.tgz"), "something else");
    expect(publishing()).toMatchObject({ status: 1 });
    expect(read("calls")).not.toContain("publish");
  });
});

test("no job that may write or publish installs or runs a package: it takes what another job has built", () => {
  const mayWrite = Object.keys(jobs).filter((name) => Object.values(jobs[name]?.permissions ?? {}).includes("write"));
  expect(mayWrite).toEqual(["next-version", "publish", "api-reference"]);
  for (const name of mayWrite) {
    const commands = steps(name).flatMap(({ run }) => run ?? []);
    expect(commands.filter((run) => /\bnpx\b|npm (ci|install|run|exec|test)\b|node_modules/.test(run))).toEqual([]);
  }
  const script = readFileSync(join(repository, "scripts", "release", "publish.sh"), "utf8").replaceAll(/`[^`]*`/g, "");
  expect([...script.matchAll(/npm (\w+)/g)].map(([, verb]) => verb)).not.toContain("run");
  expect(jobs.publish?.permissions).toMatchObject({ "id-token": "write", attestations: "write" });
});

test("the pull request for the next version takes over what a version consists of, and nothing else", () => {
  const propose = steps("next-version").find(({ id }) => id === "propose")?.run ?? "";
  const git = (command: string) => bash(`git -c user.name=a -c user.email=a@b ${command}`);
  git("init --quiet --initial-branch main");
  for (const name of ["package.json", "evil.sh"]) writeFileSync(join(checkout, name), "old\n");
  git("add --all && git -c user.name=a -c user.email=a@b commit --quiet --message first");
  git("init --quiet --bare origin.git && git remote add origin ./origin.git");
  for (const name of ["package.json", "evil.sh"]) writeFileSync(join(checkout, name), "new\n");
  bash(
    "mkdir -p reports; git add package.json evil.sh; git diff --cached > reports/next-version.patch; git reset --quiet --hard",
  );
  standIn("gh", "true");

  expect(bash(propose)).toMatchObject({ status: 0 });

  expect(bash("git show --name-only --format=%s refs/remotes/origin/next-version").stdout.trim().split(/\n+/)).toEqual([
    "Take the notes over into versions and changelogs",
    "package.json",
  ]);
  expect(read("calls")).toContain("gh pr create --head next-version --base main");
});

test("every lock file and Go module of the repository is kept up to date", () => {
  const dependabot = parse(readFileSync(join(repository, ".github", "dependabot.yml"), "utf8")) as {
    updates: { "package-ecosystem": string; directory?: string; directories?: string[] }[];
  };
  const watched = (ecosystem: string) =>
    dependabot.updates
      .filter((update) => update["package-ecosystem"] === ecosystem)
      .flatMap(({ directory, directories = [] }) => [...(directory === undefined ? [] : [directory]), ...directories]);
  const { stdout } = spawnSync("git", ["ls-files"], { cwd: repository, encoding: "utf8" });
  const foldersWith = (name: string) =>
    stdout
      .split("\n")
      .filter((path) => basename(path) === name)
      .map((path) => join("/", dirname(path)));

  expect(watched("npm").sort()).toEqual(foldersWith("package-lock.json").sort());
  expect(watched("gomod").sort()).toEqual(foldersWith("go.mod").sort());
});

interface Step {
  readonly id?: string;
  readonly run?: string;
}

const { jobs } = parse(readFileSync(join(repository, ".github", "workflows", "release.yml"), "utf8")) as {
  jobs: Record<string, { permissions?: Record<string, string>; steps: Step[] }>;
};

function steps(job: string): readonly Step[] {
  return jobs[job]?.steps ?? [];
}

/** A program that writes down how it was called, and then does this. */
function standIn(name: string, does: string): void {
  writeFileSync(join(checkout, name), `#!/bin/bash\necho ${name} "$@" >> calls\n${does}\n`, { mode: 0o755 });
}

function bash(command: string, env: NodeJS.ProcessEnv = {}) {
  const PATH = `${checkout}:${process.env.PATH ?? ""}`;
  const options = { cwd: checkout, env: { ...process.env, PATH, ...env }, encoding: "utf8" } as const;
  return spawnSync("bash", ["-e", "-c", command], options);
}

function script(cwd: string, name: string, ...args: readonly string[]) {
  const env = { ...process.env, GITHUB_ACTIONS: "" };
  return spawnSync(process.execPath, [tsx, join(repository, "scripts", name), ...args], { cwd, env, encoding: "utf8" });
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(repository, folder, "package.json"), "utf8")) as Manifest;
}

function read(path: string): string {
  return readFileSync(join(checkout, path), "utf8");
}

function nextMinor(version: string): string {
  const [major = "", minor = ""] = version.split(".");
  return `${major}.${Number(minor) + 1}.0`;
}
