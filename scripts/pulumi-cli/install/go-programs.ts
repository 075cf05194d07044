import { pulumiVersion } from "../version";

/** One program to build, in a module that pins its dependencies. */
export interface GoProgram {
  readonly name: string;
  /** The folder of the module in `toolchain/`. Modules with `replace` cannot be installed by version. */
  readonly module: string;
  readonly package: string;
  /** How long it takes on 2 idle cores. */
  readonly expected: string;
  /** @default none but those that leave debug information out */
  readonly linkerFlags?: string;
  /** A file of one of its modules that it needs beside it, from the folder of all modules. */
  readonly script?: string;
}

/** The last host for Node.js that the module proxy serves; {@link pluginRunner} stands in front of it. */
export const hostBehind = "pulumi-language-nodejs-3.68.0";

/** What the CLI finds as its language host. */
export const pluginRunner: GoProgram = {
  name: "pulumi-language-nodejs",
  module: "run-plugin",
  package: ".",
  expected: "about half a minute",
};

/** The CLI and its language host. The small ones come first, so that a problem with Go or its proxy shows within seconds. */
export const cliPrograms: readonly GoProgram[] = [
  {
    name: hostBehind,
    module: "pulumi-language-nodejs",
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    expected: "about half a minute",
  },
  pluginRunner,
  {
    name: "pulumi",
    module: "pulumi",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    expected: "about 5 minutes",
    linkerFlags: `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${pulumiVersion}`,
  },
];

/** The host for programs in YAML. */
export const yamlHost: GoProgram = {
  name: "pulumi-language-yaml",
  module: "pulumi-language-yaml",
  package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
  expected: "about a minute and a half",
};

/** The host for programs in Python: of the same module as that for Node.js. */
export const pythonHost: GoProgram = {
  name: "pulumi-language-python",
  module: "pulumi-language-nodejs",
  package: "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python",
  expected: "about half a minute",
  script: "github.com/pulumi/pulumi/sdk/v3@v3.68.0/python/cmd/pulumi-language-python-exec",
};

/** Writes SDKs out of a schema. `pulumi package gen-sdk` would ask language hosts that the module proxy does not serve. */
export const sdkGenerator: GoProgram = {
  name: "pulumi-sdk-generator",
  module: "pulumi-sdk-generator",
  package: ".",
  expected: "about two minutes",
};
