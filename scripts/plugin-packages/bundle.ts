import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { build, type Plugin } from "esbuild";

/**
 * The bundle's replacement for `provider/plugin/sdk-modules.ts`, which looks for the modules of the installed SDK: the same
 * modules, inside the bundle.
 */
const sdkModules = `
export * as grpc from "@grpc/grpc-js";
export { Any } from "google-protobuf/google/protobuf/any_pb";
export { Empty } from "google-protobuf/google/protobuf/empty_pb";
export { Struct } from "google-protobuf/google/protobuf/struct_pb";
`;

/**
 * Bundles the compiled plugin, with all that it needs but Node.js, into one file.
 *
 * @returns the files whose code is in it
 */
export async function bundlePlugin(repository: string, outfile: string): Promise<string[]> {
  const { engines } = JSON.parse(readFileSync(`${repository}/package.json`, "utf8")) as { engines: { node: string } };
  const { metafile } = await build({
    entryPoints: [`${repository}/dist/plugin/main.js`],
    outfile,
    absWorkingDir: repository,
    bundle: true,
    metafile: true,
    platform: "node",
    format: "cjs",
    target: `node${/[\d.]+/.exec(engines.node)?.[0] ?? ""}`,
    // Not minified, so that the trace of a crash can be read.
    legalComments: "eof",
    logLevel: "error",
    // A warning is a module that may be missing at run time.
    logOverride: { "require-resolve-not-external": "error" },
    plugins: [withSdkModules(repository)],
  });
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).map((file) => resolve(repository, file)),
  );
}

function withSdkModules(repository: string): Plugin {
  return {
    name: "sdk-modules",
    setup(bundler) {
      const sdk = createRequire(`${repository}/package.json`).resolve("@pulumi/pulumi/package.json");
      bundler.onLoad({ filter: /[\\/]plugin[\\/]sdk-modules\.js$/ }, () => ({
        contents: sdkModules,
        resolveDir: dirname(sdk),
      }));
    },
  };
}
