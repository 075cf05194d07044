import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { findProgram, foldersOnPath } from "../executable";
import { pulumiVersion } from "../version";
import { runLongStep } from "./long-step";
import type { GettingContext, WayToGetCli } from "./way";

// Long enough for a slow proxy, short enough for a machine whose firewall swallows the packets.
const connectTimeoutSeconds = 10;
const downloadTimeoutSeconds = 600;

/** Runs Pulumi's own install script, which downloads a release. */
export function officialInstaller(site = "https://get.pulumi.com"): WayToGetCli {
  return {
    name: "the official installer",
    advice: `install curl, and let this machine reach ${site} and what it redirects to`,
    get: (context) => install(site, context),
  };
}

async function install(site: string, context: GettingContext): Promise<string> {
  // Not fetch: curl takes the proxy from the environment, and the install script needs it anyway.
  const curl = findProgram("curl", foldersOnPath(context.env));
  if (!curl) throw new Error("it needs curl, which is not on PATH");
  const { workFolder, say, signal } = context;
  const temporary = join(workFolder, "tmp");
  await mkdir(temporary);
  const surroundings = { cwd: workFolder, env: { ...context.env, TMPDIR: temporary }, say, signal };

  const url = `${site}/${installShell.script}`;
  const script = join(workFolder, installShell.script);
  await runLongStep({
    ...surroundings,
    what: `asking ${url}`,
    expected: "seconds",
    program: curl,
    args: ["-fsSL", "--connect-timeout", String(connectTimeoutSeconds), "-o", script, url],
    timeoutSeconds: 3 * connectTimeoutSeconds,
  });
  const installRoot = join(workFolder, "installed");
  await runLongStep({
    ...surroundings,
    what: `downloading Pulumi ${pulumiVersion}`,
    expected: "about a minute, more on a slow line",
    program: installShell.program,
    args: installShell.args(script, installRoot),
    timeoutSeconds: downloadTimeoutSeconds,
  });
  return join(installRoot, "bin");
}

const installShell =
  process.platform === "win32"
    ? {
        script: "install.ps1",
        program: "powershell.exe",
        args: (script: string, root: string) => [
          ...["-NoProfile", "-ExecutionPolicy", "Bypass", "-File", script],
          ...["-NoEditPath", "-InstallRoot", root, "-Version", pulumiVersion],
        ],
      }
    : {
        script: "install.sh",
        program: "/bin/sh",
        args: (script: string, root: string) =>
          [script, "--no-edit-path", "--install-root", root].concat("--version", pulumiVersion),
      };
