/**
 * What the provider's unit tests would not notice; see docs/internals/mutation.md. A part of it:
 * `npm run mutation -- --mutate provider/resource/check.ts`.
 *
 * @type {import("@stryker-mutator/api/core").PartialStrykerOptions}
 */
export default {
  // Exports and types have nothing to mutate; the serialised text is pinned word by word and works only unchanged; the
  // plugin's main file works only as a process of its own, which the tests with the Pulumi CLI start.
  mutate: ["provider/**/*.ts", "!provider/index.ts", "!provider/dynamic/provider.ts", "!provider/plugin/main.ts"],
  testRunner: "jest",
  jest: { configFile: "jest.mutation.config.cjs" },
  coverageAnalysis: "perTest",
  concurrency: 2,
  timeoutMS: 10_000,
  // The first run counts what each test covers, on a machine that may do other work.
  dryRunTimeoutMinutes: 30,
  // Only what changed since the last run is tried again.
  incremental: true,
  incrementalFile: "reports/mutation/incremental.json",
  thresholds: { high: 95, low: 90, break: 90 },
  reporters: ["progress", "clear-text", "html"],
  clearTextReporter: { allowColor: false, reportTests: false },
  htmlReporter: { fileName: "reports/mutation/index.html" },
  ignorePatterns: ["**/dist", ".ci", "benchmarks", "docs", "!docs/*.md", "examples", "reports", "tests/e2e"],
  tempDirName: ".stryker-tmp",
};
