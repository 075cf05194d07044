import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { ensurePulumiCli } from "../../../scripts/pulumi-cli";
import { goBuild } from "../../../scripts/pulumi-cli/install/go-build";
import { cliPrograms } from "../../../scripts/pulumi-cli/install/go-programs";
import { officialInstaller } from "../../../scripts/pulumi-cli/install/official-installer";
import type { WayToGetCli } from "../../../scripts/pulumi-cli/install/way";
import { pulumiVersion } from "../../../scripts/pulumi-cli/version";
import { endedProcessId } from "./ended-process";
import { fakeMachine, writeFakeCli, type FakeMachine } from "./fake-programs";

// A port on which nothing listens: the installer's site is out of reach at once.
const unreachable = officialInstaller("http://127.0.0.1:9");

let machine: FakeMachine;
let folder: string;
beforeEach(() => {
  machine = fakeMachine();
  folder = join(machine.cache, `pulumi-${pulumiVersion}`);
});
afterEach(() => machine.remove());

test("a CLI in the cache is used without downloading or building anything", async () => {
  writeFakeCli(folder, `v${pulumiVersion}`);
  const way = countingWay();
  expect(await ensurePulumiCli({ ...machine, ways: [way] })).toEqual({ program: join(folder, "pulumi"), folder });
  expect(way.times).toBe(0);
  expect(machine.said).toEqual([]);
});

test("a CLI is installed only once and then kept", async () => {
  const way = countingWay();
  await ensurePulumiCli({ ...machine, ways: [way] });
  await ensurePulumiCli({ ...machine, ways: [way] });
  expect(way.times).toBe(1);
  expect(readdirSync(machine.cache)).toEqual([`pulumi-${pulumiVersion}`]);
});

test("if two processes need the CLI at once, one installs it and the other says that it waits", async () => {
  const way = countingWay();
  const both = [ensurePulumiCli({ ...machine, ways: [way] }), ensurePulumiCli({ ...machine, ways: [way] })];
  expect((await Promise.all(both)).map((cli) => cli.folder)).toEqual([folder, folder]);
  expect(way.times).toBe(1);
  expect(machine.said).toContainEqual(expect.stringMatching(/^waiting for process \d+ on .*getting the Pulumi CLI/));
});

test("the lock and files of a process that was killed during a build do not stop the next one", async () => {
  mkdirSync(`${folder}.unfinished/cache`, { recursive: true });
  const dead = { pid: await endedProcessId(), host: hostname(), token: "its own" };
  writeFileSync(`${folder}.lock`, JSON.stringify(dead));
  await ensurePulumiCli({ ...machine, ways: [countingWay()] });
  expect(machine.said).toContainEqual(expect.stringContaining(`process ${dead.pid} on ${hostname()} ended without`));
  expect(readdirSync(machine.cache)).toEqual([`pulumi-${pulumiVersion}`]);
});

test("a broken CLI in the cache is installed again", async () => {
  writeFakeCli(folder, "no version at all");
  await ensurePulumiCli({ ...machine, ways: [countingWay()] });
  expect(readFileSync(join(folder, "pulumi"), "utf8")).toContain(pulumiVersion);
});

test("when one way to install the CLI fails, the next one is tried", async () => {
  const way = countingWay();
  const cli = await ensurePulumiCli({ ...machine, ways: [unreachable, way] });
  expect(cli.folder).toBe(folder);
  expect(machine.said).toContainEqual(expect.stringContaining("the official installer does not work"));
});

test("a way that installs too old a CLI counts as failed, and nothing is kept", async () => {
  const attempt = ensurePulumiCli({ ...machine, ways: [countingWay("v3.1.0")] });
  await expect(attempt).rejects.toThrow("what it left behind will not do: it is v3.1.0");
  expect(readdirSync(machine.cache)).toEqual([]);
});

test("when no way works, one message lists each attempt with its reason, and what to do", async () => {
  writeFakeCli(machine.bin, "v3.100.0");
  const message = await ensurePulumiCli({ ...machine, ways: [unreachable, goBuild(cliPrograms)] }).then(
    () => "it was found",
    (error: unknown) => String(error),
  );
  expect(message).toContain(`${join(machine.bin, "pulumi")} is not used: it is v3.100.0`);
  expect(message).toMatch(/the official installer: .*http:\/\/127\.0\.0\.1:9.*curl: /);
  expect(message).toContain("building it with Go: there is no go on PATH");
  expect(message).toContain("install Pulumi 3.227.0 or newer and put it on PATH");
  expect(message).toContain("install Go");
  expect(existsSync(`${folder}.lock`)).toBe(false);
});

/** A way that works, by writing a tiny CLI. */
function countingWay(version = `v${pulumiVersion}`): WayToGetCli & { times: number } {
  const way = {
    name: "a tiny CLI",
    advice: "nothing",
    times: 0,
    get: ({ workFolder }: { workFolder: string }) => {
      way.times += 1;
      const programs = join(workFolder, "bin");
      writeFakeCli(programs, version);
      return Promise.resolve(programs);
    },
  };
  return way;
}
