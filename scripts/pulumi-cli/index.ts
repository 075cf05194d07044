export { cacheFolderVariable } from "./cache-folder";
export { ensurePulumiCli } from "./ensure";
export { cliEnvironment, pulumiEnvironment, type PulumiEnvironmentOptions } from "./environment";
export { findPulumiCli, type PulumiCli } from "./find";
export { passThrough } from "./pass-through";
export { createStack, type Stack, type StackOptions } from "./stack";
export { CommandTimeoutError, type CommandResult, type RunningCommand } from "./command";
