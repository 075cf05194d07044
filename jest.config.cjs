"use strict";

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  testMatch: ["<rootDir>/tests/**/*.test.ts"],
  // p-retry is an ES module; jest runs CommonJS, so it is translated like our own code.
  transform: { "^.+\\.(ts|js)$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript", decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: true } }, module: { type: "commonjs" } }] },
  transformIgnorePatterns: ["/node_modules/(?!(p-retry|is-network-error)/)"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/.stryker-tmp/"],
  testTimeout: 60_000,
};
