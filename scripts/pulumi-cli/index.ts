export { cacheFolderVariable } from "./cache-folder";
export { CommandTimeoutError, type CommandResult, type RunningCommand } from "./command";
export { ensurePulumiCli, PulumiCliUnavailableError } from "./ensure";
export { cliEnvironment, pulumiEnvironment, type PulumiEnvironmentOptions } from "./environment";
export { findPulumiCli, type PulumiCli } from "./find";
export { passThrough } from "./pass-through";
export { createStack, type StackOptions } from "./create-stack";
export { type ExportedResource, type RunOptions, type Stack, type StackConfig, type StackExport } from "./stack";
