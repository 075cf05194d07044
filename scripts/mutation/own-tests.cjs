"use strict";

const { relative, sep } = require("node:path");

/** Where a file's tests are, as starts of paths below tests/provider, when not beside it under the file's own name. */
const TESTS = {
  "credentials/": ["credentials/"],
  "errors/": ["errors/"],
  "cloud/fetch-text": ["credentials/"],
  "cloud/sts-api": ["credentials/"],
  "model/objects": ["cloud/replies", "credentials/", "resource/lifecycle/"],
  "plugin/": ["plugin/"],
  "reconcile/": ["resource/lifecycle/"],
  "reconcile/states": ["reconcile/states"],
  "resource/session": ["resource/session", "resource/lifecycle/"],
  "tasks/": ["tasks/"],
};

/** The starts of the paths of the tests that a file of provider/ has to be guarded by. */
function ownTests(source) {
  const places = Object.keys(TESTS).filter((start) => source.startsWith(start));
  const most = places.sort((one, other) => other.length - one.length)[0];
  return most === undefined ? [source] : TESTS[most];
}

/**
 * A jest test sequencer: for the run of one mutant it leaves only the tests of the file that holds it.
 *
 * Stryker cannot stop at the first test that fails, so a mutant of a file that everything uses would cost a run of
 * everything. It is also the harder measure: what only an unrelated test notices counts as not noticed.
 */
module.exports = class OwnTests {
  constructor({ globalConfig: { findRelatedTests, nonFlagArgs, rootDir } }) {
    const [file] = findRelatedTests && nonFlagArgs.length === 1 ? nonFlagArgs : [];
    this.rootDir = rootDir;
    this.starts = file === undefined ? undefined : ownTests(this.pathBelow("provider", file).replace(/\.ts$/, ""));
  }

  sort(tests) {
    if (this.starts === undefined) return tests;
    return tests.filter(({ path }) => {
      const test = this.pathBelow("tests/provider", path);
      return this.starts.some((start) => test.startsWith(start));
    });
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}

  pathBelow(folder, file) {
    return relative(`${this.rootDir}/${folder}`, file).replaceAll(sep, "/");
  }
};
