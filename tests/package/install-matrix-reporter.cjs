"use strict";

/** A jest reporter that prints a line for each combination as soon as it has been tried, and the failures at the end. */
module.exports = class InstallMatrixReporter {
  onTestCaseResult(_test, { title, status, duration }) {
    const seconds = `${Math.round((duration ?? 0) / 1000)} s`;
    console.log(`${(status === "passed" ? "ok" : status).padEnd(8)}${seconds.padStart(6)}  ${title}`);
  }

  onRunComplete(_contexts, { testResults, numPassedTests, numFailedTests }) {
    for (const { failureMessage } of testResults) if (failureMessage) console.log(failureMessage);
    console.log(`${numPassedTests} ok, ${numFailedTests} failed`);
  }
};
