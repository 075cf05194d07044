export type LanguageName =
  | "JavaScript"
  | "JavaScript as ES module"
  | "TypeScript 5.9"
  | "TypeScript 5.9 as ES module"
  | "TypeScript 6.0"
  | "TypeScript 6.0 as ES module"
  | "TypeScript 6.0 without a module type that Node.js runs"
  | "TypeScript 6.0 as ES module that Node.js runs";

/** How a program is written, and what it needs to run. */
export interface Language {
  readonly moduleType?: "commonjs" | "module";
  /** The program's folder: its source and settings. */
  readonly files: Readonly<Record<string, string>>;
  /** The file that Pulumi runs. */
  readonly main: string;
  readonly dependencies: Readonly<Record<string, string>>;
  /** What stands in Pulumi.yaml below `runtime`, as JSON. */
  readonly runtimeOptions?: Readonly<Record<string, unknown>>;
  /** A module that every Node.js of the project loads first. */
  readonly preload?: string;
}

const javaScript: Language = {
  moduleType: "commonjs",
  main: "index.js",
  files: {
    "index.js": `
const pulumi = require("@pulumi/pulumi");
const { InstanceSslConfig } = require("pulumi-tencentcloud-postgres-ssl");

const config = new pulumi.Config();
const ssl = new InstanceSslConfig("database", {
  dbInstanceId: config.require("dbInstanceId"),
  sslEnabled: true,
  connectAddress: config.require("connectAddress"),
});
module.exports = { sslEnabled: ssl.sslEnabled, node: process.version };
`,
  },
  dependencies: {},
};

const javaScriptModule: Language = {
  moduleType: "module",
  main: "index.js",
  files: {
    "index.js": `
import * as pulumi from "@pulumi/pulumi";
import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";

const config = await Promise.resolve(new pulumi.Config());
const ssl = new InstanceSslConfig("database", {
  dbInstanceId: config.require("dbInstanceId"),
  sslEnabled: true,
  connectAddress: config.require("connectAddress"),
});
export const sslEnabled = ssl.sslEnabled;
export const node = process.version;
export const programUrl = import.meta.url;
`,
  },
  dependencies: {},
};

const typed = (config: string) => `
import * as pulumi from "@pulumi/pulumi";
import { InstanceSslConfig, type InstanceSslConfigArgs } from "pulumi-tencentcloud-postgres-ssl";

const config: pulumi.Config = ${config};
const args: InstanceSslConfigArgs = {
  dbInstanceId: config.require("dbInstanceId"),
  sslEnabled: true,
  connectAddress: config.require("connectAddress"),
};
const ssl = new InstanceSslConfig("database", args);
export const sslEnabled: pulumi.Output<boolean> = ssl.sslEnabled;
export const node = process.version;
`;

const compilerOptions = {
  target: "es2022",
  module: "node16",
  moduleResolution: "node16",
  types: ["node"],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
};

const typeScript = (version: string): Language => ({
  moduleType: "commonjs",
  main: "index.ts",
  files: {
    "index.ts": typed("new pulumi.Config()"),
    "tsconfig.json": JSON.stringify({ compilerOptions }),
  },
  dependencies: { "@types/node": "20", typescript: `~${version}.0` },
});

const typeScriptModule = (version: string): Language => ({
  moduleType: "module",
  main: "index.ts",
  files: {
    "index.ts": `${typed("await Promise.resolve(new pulumi.Config())")}export const programUrl = import.meta.url;\n`,
    "tsconfig.json": JSON.stringify({
      compilerOptions: { ...compilerOptions, module: "nodenext", moduleResolution: "nodenext" },
    }),
  },
  // With ts-node 10 beside it the SDK loads a TypeScript program as an ES module.
  dependencies: { "@types/node": "20", "ts-node": "10", typescript: `~${version}.0` },
});

/** In a CommonJS package Node.js refuses `import`; in one that does not say what it is, Node.js finds out. */
const typeScriptOfNoType = (version: string): Language => {
  const { moduleType: _, ...language } = typeScript(version);
  return language;
};

/**
 * TypeScript whose types Node.js leaves out itself: with the option `typescript: false` the SDK does not compile it. It still serialises dynamic
 * providers with the TypeScript that it finds, which cannot be 7: that one has no API.
 */
const strippedTypeScript = (version: string, compiled: Language): Language => ({
  ...compiled,
  files: { ...compiled.files, "no-compiler.cjs": 'process.env.PULUMI_NODEJS_TYPESCRIPT = "false";\n' },
  dependencies: { "@types/node": "24", typescript: `~${version}.0` },
  runtimeOptions: { typescript: false },
  // The language host that the tests build is older than that option, and tells the SDK to compile. A current one does this.
  preload: "no-compiler.cjs",
});

export const languages: Readonly<Record<LanguageName, Language>> = {
  JavaScript: javaScript,
  "JavaScript as ES module": javaScriptModule,
  "TypeScript 5.9": typeScript("5.9"),
  "TypeScript 5.9 as ES module": typeScriptModule("5.9"),
  "TypeScript 6.0": typeScript("6.0"),
  "TypeScript 6.0 as ES module": typeScriptModule("6.0"),
  "TypeScript 6.0 without a module type that Node.js runs": strippedTypeScript("6.0", typeScriptOfNoType("6.0")),
  "TypeScript 6.0 as ES module that Node.js runs": strippedTypeScript("6.0", typeScriptModule("6.0")),
};
