/** The Pulumi CLI that is installed or built when none is on PATH. The module files in `toolchain/` name the same one. */
export const pulumiVersion = "3.259.0";

/** The oldest usable CLI: from it on, `refresh --expect-no-changes` ends with exit code 7 on drift instead of 255. */
export const oldestPulumiVersion = "3.227.0";

/** Whether a version like `v3.259.0` is `oldest` or newer; false for a text that is not a version. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [a, b] = [versionNumbers(version), versionNumbers(oldest)];
  if (!a || !b) return false;
  const firstDifference = a.map((number, i) => number - (b[i] ?? 0)).find((difference) => difference !== 0);
  return (firstDifference ?? 0) >= 0;
}

function versionNumbers(version: string): number[] | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version.trim());
  return match?.slice(1).map(Number);
}
