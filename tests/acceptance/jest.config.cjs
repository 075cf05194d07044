"use strict";
const { projects } = require("../../jest.config.cjs");

/** The provider on a real instance: `npm run test:acceptance`, see docs/real-cloud.md. */
module.exports = {
  ...projects.find(({ displayName }) => displayName === "engine"),
  displayName: "acceptance",
  rootDir: "../..",
  testMatch: ["<rootDir>/tests/acceptance/*.acceptance.ts"],
  testTimeout: 7_200_000,
};
