import { mkdir, statfs } from "node:fs/promises";
import { join } from "node:path";
import { findProgram, foldersOnPath } from "../executable";
import { pulumiVersion } from "../version";
import { runLongStep } from "./long-step";
import type { GettingContext, WayToGetCli } from "./way";

const neededGigabytes = 4;
const oldestGo = "1.25.11";

/** One program to build: its wrapper module lies in `toolchain/<name>`, because modules with `replace` cannot be installed by version. */
interface GoProgram {
  readonly name: string;
  readonly package: string;
  readonly expected: string;
  readonly linkerFlags: string;
}

// The language host first: what is wrong with Go or its module proxy shows within seconds.
const programs: readonly GoProgram[] = [
  {
    name: "pulumi-language-nodejs",
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    expected: "about half a minute",
    linkerFlags: "-s -w",
  },
  {
    name: "pulumi",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    expected: "about 5 minutes on 2 idle cores",
    linkerFlags: `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${pulumiVersion}`,
  },
];

/** Builds the CLI and its language host from the Go module proxy. */
export const goBuild: WayToGetCli = {
  name: "building it with Go",
  advice:
    `install Go ${oldestGo} or newer (https://go.dev/doc/install); ` +
    `its module proxy (\`go env GOPROXY\`) has to be reachable and ${neededGigabytes} GB of disk free while it builds`,
  get: build,
};

async function build({ workFolder, env, say, signal }: GettingContext): Promise<string> {
  const go = findProgram("go", foldersOnPath(env));
  if (!go) throw new Error("there is no go on PATH");
  await checkFreeDisk(workFolder);
  say(
    `building with ${go}: about 6 minutes on 2 idle cores, up to ${neededGigabytes} GB of disk, of which 130 MB stay.`,
  );
  const programFolder = join(workFolder, "bin");
  const goEnv = await ownGoEnvironment(workFolder, env);
  for (const program of programs) {
    const output = join(programFolder, process.platform === "win32" ? `${program.name}.exe` : program.name);
    await runLongStep({
      what: `building ${program.name}`,
      expected: program.expected,
      program: go,
      args: ["build", "-o", output, "-ldflags", program.linkerFlags, program.package],
      cwd: join(__dirname, "toolchain", program.name),
      env: goEnv,
      timeoutSeconds: 3600,
      say,
      signal,
    });
  }
  return programFolder;
}

async function checkFreeDisk(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const freeGigabytes = (bavail * bsize) / 1e9;
  if (freeGigabytes >= neededGigabytes) return;
  throw new Error(
    `it needs ${neededGigabytes} GB of disk, and only ${freeGigabytes.toFixed(1)} GB are free in ${folder}`,
  );
}

/** Caches of its own, so that all of the gigabytes go away with the work folder; the user's proxy settings stay. */
async function ownGoEnvironment(workFolder: string, env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  const folders = {
    GOPATH: join(workFolder, "go"),
    GOMODCACHE: join(workFolder, "modules"),
    GOCACHE: join(workFolder, "cache"),
    GOTMPDIR: join(workFolder, "tmp"),
  };
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true });
  const forThisMachine = Object.entries(env).filter(([name]) => !["GOOS", "GOARCH"].includes(name));
  return {
    ...Object.fromEntries(forThisMachine),
    ...folders,
    // Without -modcacherw Go write-protects the modules, and they could not simply be removed.
    GOFLAGS: "-mod=readonly -modcacherw -buildvcs=false -trimpath",
    GOWORK: "off",
    // No C compiler is needed.
    CGO_ENABLED: "0",
  };
}
