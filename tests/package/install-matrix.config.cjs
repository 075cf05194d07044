"use strict";
const { projects } = require("../../jest.config.cjs");

/** What takes long or needs more than Node.js: the whole install matrix, a line each combination, and a program in Python. */
module.exports = {
  ...projects.find(({ displayName }) => displayName === "engine"),
  displayName: "matrix",
  rootDir: "../..",
  testMatch: ["<rootDir>/tests/*/*-matrix.ts"],
  testTimeout: 600_000,
  reporters: ["<rootDir>/tests/package/install-matrix-reporter.cjs"],
};
