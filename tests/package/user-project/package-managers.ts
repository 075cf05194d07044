export type ManagerName =
  | "npm"
  | "npm with nested packages"
  | "pnpm"
  | "pnpm 10"
  | "pnpm with a global store"
  | "yarn"
  | "yarn Plug'n'Play"
  | "bun as package manager";

/** The commands and settings of a package manager. */
export interface Manager {
  /** The command that runs it. */
  readonly command: readonly [string, ...string[]];
  readonly install: readonly string[];
  /** Its settings, beside package.json, for a project with these workspace members. */
  settings(members: readonly string[]): Readonly<Record<string, string>>;
  /** Prints, as JSON, the NODE_OPTIONS without which no package is found. */
  readonly nodeOptions?: readonly string[];
}

const npx = (spec: string, program: string): Manager["command"] => [
  "npx",
  "--yes",
  "--prefer-offline",
  `--package=${spec}`,
  "--",
  program,
];

const npm = (...options: readonly string[]): Manager => ({
  command: ["npm"],
  install: ["install", "--prefer-offline", "--no-audit", "--no-fund", ...options],
  settings: () => ({}),
});

const pnpm = (version: string, ...settings: readonly string[]): Manager => ({
  command: npx(`pnpm@${version}`, "pnpm"),
  install: ["install", "--prefer-offline", "--no-frozen-lockfile"],
  settings: (members) => ({
    "pnpm-workspace.yaml": [
      `packages: ${JSON.stringify(members)}`,
      // pnpm stops at install scripts about which nothing was said; this one, of the Pulumi SDK's, only prints a hint.
      "allowBuilds: { protobufjs: false }",
      "ignoredBuiltDependencies: [protobufjs]",
      ...settings,
      "",
    ].join("\n"),
  }),
});

const yarn = (nodeLinker: string): Manager => ({
  command: npx("@yarnpkg/cli-dist@4.18.1", "yarn"),
  install: ["install"],
  settings: () => ({
    "yarn.lock": "",
    ".yarnrc.yml": [
      `nodeLinker: ${nodeLinker}`,
      "enableImmutableInstalls: false",
      "enableHardenedMode: false",
      "enableTelemetry: false",
      "",
    ].join("\n"),
  }),
});

export const managers: Readonly<Record<ManagerName, Manager>> = {
  npm: npm(),
  "npm with nested packages": npm("--install-strategy=nested"),
  pnpm: pnpm("12.21.0"),
  "pnpm 10": pnpm("10.34.8"),
  "pnpm with a global store": pnpm("12.21.0", "enableGlobalVirtualStore: true"),
  yarn: yarn("node-modules"),
  "yarn Plug'n'Play": {
    ...yarn("pnp"),
    nodeOptions: ["exec", "node", "-p", "JSON.stringify(process.env.NODE_OPTIONS)"],
  },
  "bun as package manager": { command: npx("bun@1.4.5", "bun"), install: ["install"], settings: () => ({}) },
};
