import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ensurePulumiCli } from "../../../../scripts/pulumi-cli";
import { goBuild } from "../../../../scripts/pulumi-cli/install/go-build";
import { pulumiVersion } from "../../../../scripts/pulumi-cli/version";
import { fakeMachine, writeProgram, type FakeMachine } from "../fake-programs";

let machine: FakeMachine;
let folder: string;
beforeEach(() => {
  machine = fakeMachine();
  folder = join(machine.cache, `pulumi-${pulumiVersion}`);
});
afterEach(() => machine.remove());

test("Go builds language host and CLI from the committed modules, and its gigabytes of caches go away", async () => {
  // Called as `go build -o FILE -ldflags FLAGS PACKAGE`. GIVEN a go that leaves a tiny CLI and notes how it was called.
  writeProgram(
    join(machine.bin, "go"),
    [
      `touch "$GOMODCACHE/module" "$GOCACHE/object" "$GOTMPDIR/object"`,
      `echo "$6 in $(cat go.mod) with $GOMODCACHE" >> ${machine.root}/calls`,
      `mkdir -p "$GOPATH" "\${3%/*}"; echo '#!/bin/sh\necho v${pulumiVersion}' > "$3"; chmod +x "$3"`,
    ].join("\n"),
  );

  const cli = await ensurePulumiCli({ ...machine, ways: [goBuild] });

  expect(cli.folder).toBe(folder);
  expect(readdirSync(folder).sort()).toEqual(["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]);
  expect(readdirSync(machine.cache)).toEqual([`pulumi-${pulumiVersion}`]);
  const calls = readFileSync(join(machine.root, "calls"), "utf8");
  expect(calls).toMatch(/^github\.com\/pulumi\/pulumi\/sdk\/v3\/nodejs\/cmd\/pulumi-language-nodejs in module/);
  expect(calls).toContain("github.com/pulumi/pulumi/pkg/v3/cmd/pulumi in module");
  expect(calls).toContain(`pulumi/pkg/v3 v${pulumiVersion}`);
  expect(calls).toContain(`with ${folder}.unfinished/`);
  expect(machine.said).toContainEqual(expect.stringContaining("about 5 minutes on 2 idle cores"));
});

test("a build that fails is reported with the end of what Go printed, and nothing of it stays", async () => {
  writeProgram(join(machine.bin, "go"), `touch "$GOMODCACHE/module"\necho "dial tcp: proxy out of reach" >&2\nexit 1`);
  await expect(ensurePulumiCli({ ...machine, ways: [goBuild] })).rejects.toThrow(
    "building it with Go: building pulumi-language-nodejs failed with exit code 1: dial tcp: proxy out of reach",
  );
  expect(readdirSync(machine.cache)).toEqual([]);
  expect(existsSync(folder)).toBe(false);
});
