import type { LanguageName } from "./languages";
import type { LayoutName } from "./layouts";
import type { ManagerName } from "./package-managers";

/** One way of having the package in a Pulumi project. */
export interface Combination {
  readonly manager: ManagerName;
  readonly layout: LayoutName;
  readonly language: LanguageName;
  /** The Node.js that installs, runs the program and serves the resources: a version, or the beginning of one. */
  readonly node: string;
  /** Version or range of @pulumi/pulumi. @default what the package manager chooses of 3.x */
  readonly sdk?: string;
}

/** The Node.js that runs the tests. */
export const currentNode = process.versions.node;

/** Such as `pnpm, program in a subfolder, TypeScript 6.0, Node.js 22`. */
export function titleOf({ manager, layout, language, node, sdk }: Combination): string {
  return [manager, layout, language, `Node.js ${node}`, ...(sdk === undefined ? [] : [`SDK ${sdk}`])].join(", ");
}

const nodes = ["20", "22", "24", "26"];
const managers: readonly ManagerName[] = ["npm", "pnpm", "yarn"];
const layouts: readonly LayoutName[] = ["one folder", "program in a subfolder", "workspace member"];
const languages: readonly LanguageName[] = [
  "TypeScript 5.9",
  "JavaScript",
  "TypeScript 6.0 as ES module",
  "TypeScript 6.0",
  "JavaScript as ES module",
  "TypeScript 5.9 as ES module",
];

/** As few combinations as there can be in which every two values of different kinds come together. */
export function pairwise(): Combination[] {
  return languages.flatMap((language, row) =>
    nodes.map((node, column) => ({
      manager: at(managers, row + column),
      layout: at(layouts, row + 2 * column),
      language,
      node,
    })),
  );
}

/** Ways that lie off the beaten track. */
export const furtherWays: readonly Combination[] = [
  {
    manager: "npm",
    layout: "one folder",
    language: "TypeScript 6.0 without a module type that Node.js runs",
    node: "24",
  },
  {
    manager: "pnpm",
    layout: "one folder",
    language: "TypeScript 6.0 without a module type that Node.js runs",
    node: "26",
  },
  { manager: "npm", layout: "one folder", language: "TypeScript 6.0 as ES module that Node.js runs", node: "24" },
  { manager: "yarn", layout: "one folder", language: "TypeScript 6.0 as ES module that Node.js runs", node: "26" },
  { manager: "npm", layout: "one folder", language: "TypeScript 5.9", node: "20", sdk: "3.216.0" },
  { manager: "npm", layout: "one folder", language: "JavaScript", node: "20.19.0" },
  { manager: "npm", layout: "one folder", language: "JavaScript", node: "22.12.0" },
  { manager: "npm with nested packages", layout: "workspace member", language: "JavaScript", node: "24" },
  { manager: "pnpm with a global store", layout: "workspace member", language: "JavaScript", node: "22" },
  { manager: "pnpm 10", layout: "workspace member", language: "TypeScript 5.9", node: "22" },
  { manager: "yarn Plug'n'Play", layout: "one folder", language: "TypeScript 5.9", node: "24" },
  { manager: "bun as package manager", layout: "one folder", language: "TypeScript 5.9", node: "24" },
];

/** What every test run installs: each package manager and each layout once. */
export const everyRun: readonly Combination[] = [
  { manager: "npm", layout: "one folder", language: "TypeScript 5.9", node: currentNode },
  { manager: "pnpm", layout: "program in a subfolder", language: "JavaScript as ES module", node: currentNode },
  { manager: "yarn", layout: "workspace member", language: "TypeScript 6.0 as ES module", node: currentNode },
];

function at<T>(values: readonly T[], index: number): T {
  return values[index % values.length] as T;
}
