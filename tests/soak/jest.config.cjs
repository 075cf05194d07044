"use strict";
const { projects } = require("../../jest.config.cjs");

/** Long runs that are not part of `npm test`: `npm run test:soak`. */
module.exports = {
  ...projects.find(({ displayName }) => displayName === "engine"),
  displayName: "soak",
  rootDir: "../..",
  testMatch: ["<rootDir>/tests/soak/*.soak.ts"],
  testTimeout: 300_000,
};
