"use strict";

const { availableParallelism } = require("node:os");

const typescript = {
  jsc: {
    target: "es2022",
    parser: { syntax: "typescript", decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: "commonjs" },
};

/** What all tests share. */
const shared = {
  testEnvironment: "node",
  // These are ES modules; jest runs CommonJS, so they are translated like our own code.
  transform: { "^.+\\.(ts|js)$": ["@swc/jest", typescript] },
  transformIgnorePatterns: ["/node_modules/(?!(p-retry|is-network-error|(https?-)?proxy(-[a-z-]+)?|agent-base|args)/)"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/.local/", "<rootDir>/.stryker-tmp/"],
};

/** The folders of tests that run the Pulumi CLI: it is found, installed or built before the first of them. */
const withPulumi = "acceptance|docs|e2e|examples|package|scenarios";

/** @type {import("jest").Config} */
module.exports = {
  projects: [
    {
      ...shared,
      displayName: "units",
      testMatch: [`<rootDir>/tests/!(${withPulumi})/**/*.test.ts`, "<rootDir>/tests/*.test.ts"],
    },
    {
      ...shared,
      displayName: "engine",
      testMatch: [`<rootDir>/tests/@(${withPulumi})/**/*.test.ts`],
      globalSetup: "<rootDir>/tests/global-setup.ts",
    },
  ],
  // Jest heeds this here only, not in a project.
  testTimeout: 300_000,
  // What runs the CLI waits for half of its time, so two files share a core; more than eight would only want memory.
  maxWorkers: Math.min(8, 2 * availableParallelism()),
  testSequencer: "<rootDir>/tests/longest-first.cjs",
  reporters: ["default", "<rootDir>/scripts/count-reporter.cjs"],
};
