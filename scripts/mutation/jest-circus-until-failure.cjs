"use strict";

const { default: runTests } = require("jest-circus/runner");

/** The result of the test file that noticed the mutant of the present run; `undefined` while none has. */
let failed;

/**
 * A jest test runner that skips every test after the first one that fails.
 *
 * One failure kills a mutant. Stryker cannot tell jest to stop there, and most mutants of `reconcile/` would otherwise cost
 * a run of all its tests.
 */
module.exports = async function untilFailure(globalConfig, config, environment, runtime, testPath, sendMessage) {
  if (failed !== undefined) return skipped(testPath);
  const handle = environment.handleTestEvent?.bind(environment);
  let hasFailed = false;
  environment.handleTestEvent = async (event, state) => {
    if (event.name === "test_start" && hasFailed) event.test.mode = "skip";
    if (event.name === "test_done") hasFailed ||= event.test.errors.length > 0;
    await handle?.(event, state);
  };
  const result = await runTests(globalConfig, config, environment, runtime, testPath, sendMessage);
  if (result.numFailingTests > 0) failed = result;
  return result;
};

/** Called before the run of each mutant: all of them share one process. */
module.exports.begin = () => (failed = undefined);

/** Jest takes a file without any test for an error. */
function skipped(testFilePath) {
  const test = { ...failed.testResults[0], fullName: "skipped", status: "pending", failureMessages: [] };
  const counts = { numFailingTests: 0, numPassingTests: 0, numPendingTests: 1, numTodoTests: 0 };
  return { ...failed, ...counts, testFilePath, failureMessage: null, testResults: [test] };
}
