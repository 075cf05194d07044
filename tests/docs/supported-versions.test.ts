import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { oldestPulumiVersion, pulumiVersion } from "../../scripts/pulumi-cli/version";
import { furtherWays, pairwise } from "../package/user-project";
import { codeIn, repository, tableAfter } from "./pages";

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly peerDependencies: { readonly "@pulumi/pulumi": string };
  readonly repository?: { readonly url: string };
  readonly homepage?: string;
  readonly bugs?: string | { readonly url: string };
  readonly private?: boolean;
}

const manifest = (folder: string) =>
  JSON.parse(readFileSync(join(repository, folder, "package.json"), "utf8")) as Manifest;
const rows = tableAfter("docs/supported-versions.md", "# Supported versions\n");
const row = (name: string) => rows.find(([what]) => what === name) ?? [];

test("the table of supported versions says what the packages require and what is tested", () => {
  const [, node, testedNode = ""] = row("Node.js");
  expect(codeIn(node?.replaceAll("\\|", "|") ?? "")).toEqual([manifest(".").engines.node]);
  expect(manifest("emulator").engines.node).toBe(manifest(".").engines.node);

  const ci = parse(readFileSync(join(repository, ".github", "workflows", "ci.yml"), "utf8")) as {
    jobs: { test: { strategy: { matrix: { node: number[]; include: { os: string; node: number }[] } } } };
  };
  const { node: onLinux, include } = ci.jobs.test.strategy.matrix;
  expect(testedNode.match(/\d+/g)?.map(Number)).toEqual([...onLinux, ...include.map((entry) => entry.node)]);

  expect(codeIn(row("Pulumi SDK (`@pulumi/pulumi`)")[1] ?? "")).toEqual([
    manifest(".").peerDependencies["@pulumi/pulumi"],
  ]);
  const [, cli = "", testedCli = ""] = row("Pulumi CLI");
  expect([codeIn(cli), codeIn(testedCli)]).toEqual([[`>=${oldestPulumiVersion}`], [pulumiVersion]]);
});

test("the README's first screen names the version, and what the packages require", () => {
  const of = (name: string) =>
    tableAfter("README.md", "and know that it is on.\n").find(([what]) => what === name)?.[1] ?? "";

  expect(of("status")).toContain(`version ${manifest(".").version}`);
  expect(of("what you need")).toContain(
    manifest(".").engines.node.replace(/^>=([\d.]+) <21 \|\| >=([\d.]+)$/, "Node.js $1 or a later 20, or $2 or later"),
  );
  expect(of("what you need")).toContain(`Pulumi CLI ${oldestPulumiVersion.replace(/\.0$/, "")} or later`);
});

test("programs in every version of TypeScript and on every version of Node.js in the table are tried each week", () => {
  const combinations = [...pairwise(), ...furtherWays];
  const versions = (of: (combination: (typeof combinations)[number]) => string | undefined) =>
    [...new Set(combinations.map(of))].filter((version) => version !== undefined).sort();
  const written = (cell = "") => [...new Set(cell.match(/\d+(?:\.\d+)?/g))].sort();

  expect(versions(({ language }) => /TypeScript ([\d.]+)/.exec(language)?.[1])).toEqual(
    written(row("TypeScript, in your own program")[2]),
  );
  expect(versions(({ node }) => node.split(".")[0])).toEqual(written(row("Node.js")[2]));
});

test("a package in the registry links to its source, its home page and where to report a defect", () => {
  const { repository: source, homepage, bugs } = manifest(".");
  const home = source?.url.replace(/^git\+|\.git$/g, "") ?? "";

  expect(home).toMatch(/^https:\/\/github\.com\/[\w-]+\/pulumi-tencentcloud-postgres-ssl$/);
  expect(homepage).toMatch(new RegExp(`^${home}`));
  expect(typeof bugs === "string" ? bugs : bugs?.url).toBe(`${home}/issues`);
  const emulator = manifest("emulator");
  if (emulator.private !== true) expect(emulator.repository).toMatchObject({ url: source?.url });
});
