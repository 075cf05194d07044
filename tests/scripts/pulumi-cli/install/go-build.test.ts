import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureLanguageHost, ensurePluginsRun, ensurePulumiCli } from "../../../../scripts/pulumi-cli";
import { goBuild } from "../../../../scripts/pulumi-cli/install/go-build";
import { cliPrograms, pythonHost, yamlHost } from "../../../../scripts/pulumi-cli/install/go-programs";
import { pulumiVersion } from "../../../../scripts/pulumi-cli/version";
import { fakeMachine, writeFakeCli, writeProgram, type FakeMachine } from "../fake-programs";

let machine: FakeMachine;
let folder: string;
beforeEach(() => {
  machine = fakeMachine();
  folder = join(machine.cache, `pulumi-${pulumiVersion}`);
});
afterEach(() => machine.remove());

test("Go builds the language host and the CLI from the committed modules, and its gigabytes of caches are removed", async () => {
  goThatLeavesTinyPrograms();

  const cli = await ensurePulumiCli({ ...machine, ways: [goBuild(cliPrograms)] });

  expect(cli.folder).toBe(folder);
  expect(readdirSync(folder).sort()).toEqual([
    "pulumi",
    "pulumi-language-nodejs",
    "pulumi-language-nodejs-3.68.0",
    "pulumi-resource-pulumi-nodejs",
  ]);
  expect(readdirSync(machine.cache)).toEqual([`pulumi-${pulumiVersion}`]);
  const calls = callsOfGo();
  expect(calls).toMatch(/^github\.com\/pulumi\/pulumi\/sdk\/v3\/nodejs\/cmd\/pulumi-language-nodejs in module/);
  expect(calls).toContain("github.com/pulumi/pulumi/pkg/v3/cmd/pulumi in module");
  expect(calls).toContain(`pulumi/pkg/v3 v${pulumiVersion}`);
  expect(calls).toContain(`with ${folder}.unfinished/`);
  expect(machine.said).toContainEqual(expect.stringContaining("about 5 minutes on 2 idle cores"));
});

test("a failed build is reported with the last lines that Go printed, and leaves no files behind", async () => {
  writeProgram(join(machine.bin, "go"), `touch "$GOMODCACHE/module"\necho "dial tcp: proxy out of reach" >&2\nexit 1`);
  await expect(ensurePulumiCli({ ...machine, ways: [goBuild(cliPrograms)] })).rejects.toThrow(
    "building it with Go: building pulumi-language-nodejs-3.68.0 failed with exit code 1: dial tcp: proxy out of reach",
  );
  expect(readdirSync(machine.cache)).toEqual([]);
  expect(existsSync(folder)).toBe(false);
});

test.each([
  ["yaml", yamlHost, ["pulumi-language-yaml"]],
  ["python", pythonHost, ["pulumi-language-python", "pulumi-language-python-exec"]],
] as const)(
  "the language host for %s is built beside the CLI, once, when it is first needed",
  async (runtime, host, files) => {
    writeFakeCli(folder, `v${pulumiVersion}`);
    goThatLeavesTinyPrograms();
    const before = readdirSync(folder);

    const cli = await ensureLanguageHost(runtime, { ...machine, ways: [goBuild([host])] });
    await ensureLanguageHost(runtime, { ...machine, ways: [] });

    expect(cli).toEqual({ program: join(folder, "pulumi"), folder });
    expect(readdirSync(folder).sort()).toEqual([...before, ...files].sort());
    expect(machine.said).toContainEqual(
      expect.stringMatching(`building ${host.name}: this takes about .* on 2 idle cores`),
    );
  },
);

test("if no language host can be installed, the error says what was tried and what to do", async () => {
  writeFakeCli(folder, `v${pulumiVersion}`);

  const attempt = ensureLanguageHost("yaml", { ...machine, ways: [goBuild([yamlHost])] });

  await expect(attempt).rejects.toThrow(
    /no usable pulumi-language-yaml[^]*building it with Go: there is no go on PATH[^]*install Pulumi 3\.227\.0 or newer/,
  );
});

test("a language host that was built without support for policy packs gets it, once", async () => {
  writeFakeCli(folder, `v${pulumiVersion}`, { official: false });
  writeFileSync(join(folder, "pulumi-language-nodejs"), "the host that was there", { mode: 0o755 });
  goThatLeavesTinyPrograms();
  const cli = await ensurePulumiCli(machine);

  await ensurePluginsRun(cli, machine);
  await ensurePluginsRun(cli, machine);

  expect(readFileSync(join(folder, "pulumi-language-nodejs-3.68.0"), "utf8")).toBe("the host that was there");
  expect(readFileSync(join(folder, "pulumi-language-nodejs"), "utf8")).not.toBe("the host that was there");
  expect(callsOfGo().match(/ in module/g)).toHaveLength(1);
});

/** Called as `go build -o FILE -ldflags FLAGS PACKAGE`: it leaves a tiny program and notes how it was called. */
function goThatLeavesTinyPrograms(): void {
  const script = `$GOMODCACHE/${pythonHost.script ?? ""}`;
  writeProgram(
    join(machine.bin, "go"),
    [
      `touch "$GOMODCACHE/module" "$GOCACHE/object" "$GOTMPDIR/object"`,
      `mkdir -p "${script.slice(0, script.lastIndexOf("/"))}"; echo script > "${script}"`,
      `echo "$6 in $(cat go.mod) with $GOMODCACHE" >> ${machine.root}/calls`,
      `mkdir -p "$GOPATH" "\${3%/*}"; echo '#!/bin/sh\necho v${pulumiVersion}' > "$3"; chmod +x "$3"`,
    ].join("\n"),
  );
}

function callsOfGo(): string {
  return readFileSync(join(machine.root, "calls"), "utf8");
}
