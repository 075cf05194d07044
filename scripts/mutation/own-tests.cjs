"use strict";

const { relative, sep } = require("node:path");
const { begin } = require("./jest-circus-until-failure.cjs");

/** Where a file's tests are, as starts of paths below tests/provider, when not beside it under the file's own name. */
const TESTS = {
  "credentials/credential": ["credentials/credential.test", "credentials/key-settings", "credentials/sdk-file"],
  "credentials/credential-chain": ["credentials/credential-chain", "credentials/assume-role"],
  "credentials/cvm-role": ["credentials/cvm-role", "credentials/tccli-profile", "credentials/credential-chain"],
  "credentials/files": ["credentials/sdk-file", "credentials/tccli-profile", "credentials/web-identity"],
  "credentials/further-sources": ["credentials/credential-chain"],
  "credentials/lease": ["credentials/credential-chain", "credentials/cvm-role", "credentials/assume-role"],
  "credentials/sdk-file": ["credentials/sdk-file", "credentials/credential-chain"],
  "credentials/settings": [
    "credentials/key-settings",
    "credentials/assume-role",
    "credentials/sdk-file",
    "credentials/tccli-profile",
    "credentials/web-identity",
    "credentials/cvm-role",
    "resource/session",
  ],
  "credentials/sts": ["credentials/assume-role", "credentials/web-identity"],
  "credentials/web-identity": ["credentials/web-identity", "credentials/credential-chain"],
  "errors/": ["errors/"],
  "cloud/api-error": ["cloud/api-error", "cloud/classify"],
  "cloud/classify": ["cloud/classify", "cloud/postgres-api"],
  "cloud/fetch-text": ["credentials/cvm-role", "credentials/assume-role"],
  "cloud/rate-limiter": ["cloud/rate-limiter", "cloud/postgres-api"],
  "cloud/sdk-client": ["cloud/sdk-client", "cloud/route"],
  "cloud/task-listing": ["tasks/"],
  "cloud/sts-api": ["credentials/assume-role", "credentials/web-identity"],
  "model/objects": [
    "model/objects",
    "cloud/replies",
    "credentials/cvm-role",
    "credentials/sdk-file",
    "credentials/web-identity",
  ],
  "time/": ["time/"],
  "dynamic/program-mistakes": ["dynamic/instance-ssl-config"],
  "plugin/": ["plugin/"],
  "reconcile/": ["resource/lifecycle/"],
  "reconcile/errors": ["errors/"],
  "reconcile/progress": ["reconcile/progress"],
  "reconcile/states": ["reconcile/states"],
  "resource/abandoned": ["resource/declarations", "resource/other-providers", "resource/lifecycle/remove"],
  "resource/declarations": ["resource/declarations", "resource/lifecycle/remove"],
  "resource/arguments": ["resource/check", "resource/diff", "plugin/schema", "dynamic/instance-ssl-config"],
  "resource/connections": ["resource/session", "dynamic/runtime"],
  "resource/declared": ["resource/declarations", "resource/other-providers", "dynamic/runtime", "plugin/service"],
  "resource/did-you-mean": ["resource/check"],
  "resource/look-up": ["dynamic/lookups"],
  "resource/host": ["dynamic/runtime", "plugin/service"],
  "resource/pulumi-names": ["resource/pulumi-names", "resource/is-instance", "dynamic/instance-ssl-config"],
  "resource/quiet-moment": ["resource/declarations", "resource/other-providers"],
  "resource/rules": ["resource/check", "resource/get-instances", "dynamic/runtime"],
  "resource/short-trace": ["plugin/node/classes", "dynamic/instance-ssl-config"],
  "resource/state": ["resource/lifecycle/", "dynamic/runtime"],
  "resource/run-folder": ["resource/other-providers"],
  "resource/session": ["resource/session", "resource/lifecycle/"],
  "resource/turns": ["resource/declarations", "resource/other-providers"],
  "tasks/": ["tasks/"],
};

/** The beginnings of the paths of the tests that have to guard a file of provider/. */
function ownTests(source) {
  const starts = Object.keys(TESTS).filter((start) => source.startsWith(start));
  const most = starts.sort((one, other) => other.length - one.length)[0];
  return most === undefined ? [source] : TESTS[most];
}

/**
 * A jest test sequencer: for the run of one mutant, it keeps only the tests of the mutant's own file.
 *
 * A mutant of a file that everything uses would otherwise cost a run of everything. It is also the stricter measure: a mutant that only an unrelated test notices counts as survived.
 */
module.exports = class OwnTests {
  constructor({ globalConfig: { findRelatedTests, nonFlagArgs, rootDir } }) {
    begin();
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
