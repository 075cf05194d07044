"use strict";
const { projects } = require("../../jest.config.cjs");

/** The emulator with clients of other languages; needs python3 and go: `npm run test:clients`. */
module.exports = {
  ...projects.find(({ displayName }) => displayName === "units"),
  displayName: "clients",
  rootDir: "../..",
  testMatch: ["<rootDir>/tests/clients/*.clients.ts"],
  testTimeout: 600_000,
};
