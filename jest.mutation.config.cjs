"use strict";

const { projects } = require("./jest.config.cjs");

const [units] = projects;

/** Tests that are not made for thousands of runs; docs/internals/mutation.md says why each is left out. */
const LEFT_OUT = [
  "reconcile/(fault-matrix|model)",
  "credentials/(emulator|start-up|documentation)\\.test",
  "dynamic/provider\\.test",
];

/** @type {import("jest").Config} */
module.exports = {
  ...units,
  testMatch: ["<rootDir>/tests/provider/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", ...LEFT_OUT.map((path) => `/tests/provider/${path}`)],
  testSequencer: "<rootDir>/scripts/mutation/own-tests.cjs",
  testRunner: "<rootDir>/scripts/mutation/jest-circus-until-failure.cjs",
  testTimeout: 30_000,
};
