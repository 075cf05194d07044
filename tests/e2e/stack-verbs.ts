import type { ExportedResource, RunOptions, Stack } from "../../scripts/pulumi-cli/stack";

/** `pulumi up`, without the preview that it would make first; resolves whatever the exit code is. */
export function up(stack: Stack, flags: readonly string[] = [], options: RunOptions = {}) {
  return stack.run(["up", "--yes", "--skip-preview", ...flags], options);
}

export function mustUp(stack: Stack, flags: readonly string[] = [], options: RunOptions = {}) {
  return stack.mustRun(["up", "--yes", "--skip-preview", ...flags], options);
}

export function mustDestroy(stack: Stack, flags: readonly string[] = []) {
  return stack.mustRun(["destroy", "--yes", "--skip-preview", ...flags]);
}

/** A drift check: exit code 0 if everything is as the state says, 7 on drift. */
export function checkDrift(stack: Stack, options: RunOptions = {}) {
  return stack.run(["refresh", "--preview-only", "--expect-no-changes"], options);
}

/** The resource of the provider with this name in the stack's state. */
export function resourceIn(stack: Stack, name: string): ExportedResource | undefined {
  return stack.resources().find(({ urn }) => urn.endsWith(`:InstanceSslConfig::${name}`));
}
