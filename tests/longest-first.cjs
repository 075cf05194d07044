"use strict";
const { default: Sequencer } = require("@jest/test-sequencer");

/** The files that take longest. Started last, one of them would run on alone when all the others are done. */
const LONGEST = [
  "scenarios/scenarios",
  "package/install",
  "e2e/declarations",
  "examples/gitops/pipelines",
  "e2e/drift",
  "e2e/error-texts",
  "e2e/plugin/moving",
  "e2e/secrets",
  "package/upgrade",
  "examples/drift-report",
  "e2e/bad-inputs",
  "docs/quickstart",
  "provider/reconcile/fault-matrix",
  "provider/reconcile/crowds",
  "provider/reconcile/model",
];

/** Starts the longest files first, then those that run the Pulumi CLI, then the rest; else in jest's own order. */
module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    const ordered = await super.sort(tests);
    return [...ordered].sort((one, other) => rank(one) - rank(other));
  }
};

function rank({ path, context }) {
  const at = LONGEST.findIndex((name) => path.endsWith(`/tests/${name}.test.ts`));
  if (at >= 0) return at;
  return LONGEST.length + (context.config.displayName?.name === "engine" ? 0 : 1);
}
