import { chmod, copyFile, mkdir, statfs } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileNames, findProgram, foldersOnPath } from "../executable";
import type { GoProgram } from "./go-programs";
import { runLongStep } from "./long-step";
import type { GettingContext, WayToGetCli } from "./way";

const neededGigabytes = 4;
const oldestGo = "1.25.11";

/** Builds programs from the Go module proxy. */
export function goBuild(programs: readonly GoProgram[]): WayToGetCli {
  return {
    name: "building it with Go",
    advice:
      `install Go ${oldestGo} or newer (https://go.dev/doc/install); ` +
      `its module proxy (\`go env GOPROXY\`) has to be reachable and ${neededGigabytes} GB of disk free while it builds`,
    get: (context) => build(programs, context),
  };
}

async function build(
  programs: readonly GoProgram[],
  { workFolder, env, say, signal }: GettingContext,
): Promise<string> {
  const go = findProgram("go", foldersOnPath(env));
  if (!go) throw new Error("there is no go on PATH");
  await checkFreeDisk(workFolder);
  say(`building with ${go}, with up to ${neededGigabytes} GB of disk, almost all of which are free again afterwards.`);
  const programFolder = join(workFolder, "bin");
  const goEnv = await ownGoEnvironment(workFolder, env);
  for (const program of programs) {
    const [file = program.name] = fileNames(program.name);
    await runLongStep({
      what: `building ${program.name}`,
      expected: `${program.expected} on 2 idle cores`,
      program: go,
      args: [
        ...["build", "-o", join(programFolder, file)],
        ...["-ldflags", ["-s -w", program.linkerFlags].filter(Boolean).join(" "), program.package],
      ],
      cwd: join(__dirname, "toolchain", program.module),
      env: goEnv,
      timeoutSeconds: 3600,
      say,
      signal,
    });
    if (program.script !== undefined) {
      const script = join(programFolder, basename(program.script));
      await copyFile(join(modulesIn(workFolder), program.script), script);
      // Go keeps modules without the permission to run what is in them.
      await chmod(script, 0o755);
    }
  }
  return programFolder;
}

function modulesIn(workFolder: string): string {
  return join(workFolder, "modules");
}

async function checkFreeDisk(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const freeGigabytes = (bavail * bsize) / 1e9;
  if (freeGigabytes >= neededGigabytes) return;
  throw new Error(
    `it needs ${neededGigabytes} GB of disk, and only ${freeGigabytes.toFixed(1)} GB are free in ${folder}`,
  );
}

/** Separate caches, so that their gigabytes are removed with the work folder. The user's proxy settings stay. */
async function ownGoEnvironment(workFolder: string, env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  const folders = {
    GOPATH: join(workFolder, "go"),
    GOMODCACHE: modulesIn(workFolder),
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
