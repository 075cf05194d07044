"use strict";

/**
 * Becomes the process that serves dynamic resources, as the engine starts it, and does one verb without waiting for an
 * engine: `node first-verb.cjs VERB ARGUMENTS`. Prints what that took as one line of JSON.
 */
const { createRequire } = require("node:module");
const { performance } = require("node:perf_hooks");

const [, , verb, provider, args] = process.argv;
const inProject = createRequire(`${process.cwd()}/`);
const megabytes = () => process.memoryUsage().rss / 2 ** 20;

process.argv.splice(2, process.argv.length, "127.0.0.1:1");
inProject("@pulumi/pulumi/cmd/dynamic-provider");
const ready = { readyMs: performance.now(), readyMb: megabytes(), readyModules: Object.keys(require.cache).length };

async function firstVerb() {
  const { [verb]: run, configure } = inProject(provider);
  await configure?.({ config: { get: () => undefined } });
  await run(...JSON.parse(args));
}

firstVerb().then(() => {
  const verbMs = performance.now() - ready.readyMs;
  const modules = Object.keys(require.cache).length - ready.readyModules;
  console.log(JSON.stringify({ ...ready, verbMs, verbMb: megabytes() - ready.readyMb, modules }));
  process.exit();
});
