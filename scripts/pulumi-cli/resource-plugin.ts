import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "./executable";

/** The program that the engine starts for resources of dynamic providers written for Node.js. */
export const resourcePluginName = "pulumi-resource-pulumi-nodejs";

// The engine starts it in the program's folder: the SDK that the program itself uses is the one that serves its resources.
const posixScript = `#!/bin/sh
# Serves dynamic resources with the @pulumi/pulumi of the Pulumi program in whose folder it is started.
server=$(node -p 'require.resolve("@pulumi/pulumi/cmd/dynamic-provider")') || exit 1
exec node "$server" "$@"
`;

const windowsScript = `@echo off
for /f "delims=" %%i in ('node -p "require.resolve('@pulumi/pulumi/cmd/dynamic-provider')"') do set server=%%i
node "%server%" %*
`;

/** Writes the resource plugin beside the CLI where it is missing: a CLI built with Go comes without it. */
export function writeResourcePlugin(folder: string): void {
  if (findProgram(resourcePluginName, [folder])) return;
  const windows = process.platform === "win32";
  const path = join(folder, windows ? `${resourcePluginName}.cmd` : resourcePluginName);
  // Renamed into place, so that a CLI that starts now sees all of it or nothing.
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, windows ? windowsScript : posixScript, { mode: 0o755 });
  renameSync(unfinished, path);
}
