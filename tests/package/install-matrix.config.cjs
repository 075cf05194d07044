"use strict";
const { projects } = require("../../jest.config.cjs");

/** The whole install matrix as a table: a line each combination. */
module.exports = {
  ...projects.find(({ displayName }) => displayName === "engine"),
  displayName: "matrix",
  rootDir: "../..",
  testMatch: ["<rootDir>/tests/package/install-matrix.ts"],
  testTimeout: 600_000,
  reporters: ["<rootDir>/tests/package/install-matrix-reporter.cjs"],
};
