import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findPulumiCli } from "../../../scripts/pulumi-cli";
import { findProgram } from "../../../scripts/pulumi-cli/executable";
import { pulumiVersion } from "../../../scripts/pulumi-cli/version";
import { fakeMachine, writeFakeCli, writeProgram, type FakeMachine } from "./fake-programs";

let machine: FakeMachine;
beforeEach(() => {
  machine = fakeMachine();
});
afterEach(() => machine.remove());

const cacheOf = ({ cache }: FakeMachine) => join(cache, `pulumi-${pulumiVersion}`);

test("a CLI on PATH that is new enough is used", async () => {
  writeFakeCli(machine.bin, "v3.227.0");
  expect(await findPulumiCli(machine)).toEqual({ program: join(machine.bin, "pulumi"), folder: machine.bin });
  expect(machine.said).toEqual([]);
});

test("a CLI on PATH is preferred to one in the cache", async () => {
  writeFakeCli(machine.bin, "v3.300.1");
  writeFakeCli(cacheOf(machine), `v${pulumiVersion}`);
  expect((await findPulumiCli(machine))?.folder).toBe(machine.bin);
});

test("a CLI on PATH that is too old is skipped, and a message says which version is needed", async () => {
  writeFakeCli(machine.bin, "v3.226.9");
  writeFakeCli(cacheOf(machine), `v${pulumiVersion}`);
  expect((await findPulumiCli(machine))?.folder).toBe(cacheOf(machine));
  expect(machine.said).toEqual([
    `${join(machine.bin, "pulumi")} is not used: it is v3.226.9, and 3.227.0 or newer is needed.`,
  ]);
});

test("a CLI on PATH without its plugins for Node.js is skipped, and a message says which are missing", async () => {
  writeFakeCli(machine.bin, "v3.259.0");
  rmSync(join(machine.bin, "pulumi-language-nodejs"));
  expect(await findPulumiCli(machine)).toBeUndefined();
  expect(machine.said).toEqual([expect.stringContaining("pulumi-language-nodejs is missing beside it and on PATH")]);
});

test("plugins may be in another folder on PATH than the CLI", async () => {
  const plugins = join(machine.root, "plugins");
  writeFakeCli(plugins, "v3.259.0");
  rmSync(join(plugins, "pulumi"));
  writeProgram(join(machine.bin, "pulumi"), "echo v3.259.0");
  const env = { ...machine.env, PATH: `${machine.bin}:${plugins}` };
  expect((await findPulumiCli({ env, say: machine.say }))?.folder).toBe(machine.bin);
});

test("a CLI in the cache that does not run is not used, and a message says why", async () => {
  writeFakeCli(cacheOf(machine), "v3.259.0");
  writeFileSync(join(cacheOf(machine), "pulumi"), "#!/bin/sh\necho broken download >&2\nexit 3\n");
  expect(await findPulumiCli(machine)).toBeUndefined();
  expect(machine.said).toEqual([expect.stringMatching(/`pulumi version` fails: .*broken download/s)]);
});

test("a cached CLI without the plugin for dynamic resources gets that plugin", async () => {
  writeFakeCli(cacheOf(machine), `v${pulumiVersion}`);
  rmSync(join(cacheOf(machine), "pulumi-resource-pulumi-nodejs"));
  expect((await findPulumiCli(machine))?.folder).toBe(cacheOf(machine));
  expect(findProgram("pulumi-resource-pulumi-nodejs", [cacheOf(machine)])).toBeDefined();
});

test("without a CLI anywhere, nothing is found and nothing is printed", async () => {
  expect(await findPulumiCli(machine)).toBeUndefined();
  expect(machine.said).toEqual([]);
});
