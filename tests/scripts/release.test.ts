import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
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

test("a dry run packs and checks every public package, and says what a release would publish and attach", () => {
  const { status, stdout, stderr } = script(repository, "release.ts", "--dry-run");

  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  for (const { name, version, private: isPrivate } of [".", "emulator"].map(manifestIn)) {
    const says = isPrivate ? `${name} is private` : `would publish ${name}@${version}, `;
    expect(stdout).toContain(says);
  }
  const plugin = manifestIn(".").scripts?.["package:plugin"];
  expect(stdout.match(/^would attach \S+\.tar\.gz$/gm) ?? []).toHaveLength(plugin === undefined ? 0 : 6);
});

test("a release from a developer's machine publishes nothing", () => {
  const { status, stderr } = script(repository, "release.ts");

  expect(status).toBe(1);
  expect(stderr).toContain("only the release workflow publishes");
});

test("the version step turns the notes of both packages into versions, changelogs and the template", () => {
  for (const path of ["package.json", "CHANGELOG.md", "templates/typescript/package.json", ".changeset/config.json"]) {
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
  for (const folder of [".", "emulator"])
    expect(read(`${folder}/CHANGELOG.md`)).toContain("A change that users notice.");
  expect(after(".")).toEqual({ ...provider, version: nextMinor(provider.version) });
});

test("the release has the newest part of the changelog and every tarball of the plugin", () => {
  const { jobs } = parse(readFileSync(join(repository, ".github", "workflows", "release.yml"), "utf8")) as {
    jobs: { publish: { steps: { id?: string; run?: string }[] } };
  };
  const attach = jobs.publish.steps.find(({ id }) => id === "attach")?.run ?? "";
  mkdirSync(join(checkout, "reports", "release", "plugin"), { recursive: true });
  for (const name of ["one", "two"])
    writeFileSync(join(checkout, "reports", "release", "plugin", `${name}.tar.gz`), "");
  writeFileSync(join(checkout, "CHANGELOG.md"), "# name\n\n## 1.1.0\n\nNew.\n\n## 1.0.0\n\nOld.\n");
  // GitHub's own command, to which the release is new.
  writeFileSync(join(checkout, "gh"), '#!/bin/sh\necho "$@" >> calls\n[ "$2" != view ]\n', { mode: 0o755 });

  const PATH = `${checkout}:${process.env.PATH ?? ""}`;
  const env = { ...process.env, PATH, VERSION: "1.1.0", GITHUB_SHA: "abc" };
  expect(spawnSync("bash", ["-e", "-c", attach], { cwd: checkout, env }).status).toBe(0);

  expect(read("reports/release/notes.md").trim()).toBe("New.");
  const [, create, upload = "", ...others] = read("calls").trim().split("\n");
  expect(create).toBe("release create v1.1.0 --target abc --title v1.1.0 --notes-file reports/release/notes.md");
  expect(upload.split(" ").slice(4).sort()).toEqual(
    ["one", "two"].map((name) => `reports/release/plugin/${name}.tar.gz`),
  );
  expect(others).toEqual([]);
});

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
