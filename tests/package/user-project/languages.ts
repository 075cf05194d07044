export type LanguageName =
  | "JavaScript"
  | "JavaScript as ES module"
  | "TypeScript 5.9"
  | "TypeScript 5.9 as ES module"
  | "TypeScript 6.0"
  | "TypeScript 6.0 as ES module";

/** How a program is written, and what it needs to run. */
export interface Language {
  readonly moduleType: "commonjs" | "module";
  /** The program's folder: its source and settings. */
  readonly files: Readonly<Record<string, string>>;
  /** The file that Pulumi runs. */
  readonly main: string;
  readonly dependencies: Readonly<Record<string, string>>;
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

export const languages: Readonly<Record<LanguageName, Language>> = {
  JavaScript: javaScript,
  "JavaScript as ES module": javaScriptModule,
  "TypeScript 5.9": typeScript("5.9"),
  "TypeScript 5.9 as ES module": typeScriptModule("5.9"),
  "TypeScript 6.0": typeScript("6.0"),
  "TypeScript 6.0 as ES module": typeScriptModule("6.0"),
};
