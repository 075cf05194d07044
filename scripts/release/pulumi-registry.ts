import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { repository } from "./run";

const schemaFile = "plugin/schema.json";
const pages = ["docs/_index.md", "docs/installation-configuration.md"];

interface Schema {
  readonly version: string;
  readonly publisher?: string;
  readonly keywords?: readonly string[];
  readonly repository?: string;
}

/**
 * Writes what a pull request to Pulumi's Registry needs: the entry for its list of packages, and what the Registry then
 * reads from this repository, to be looked at.
 *
 * @throws when the Registry would refuse it
 */
export function writeRegistryFiles(folder: string, version: string): void {
  const schema = JSON.parse(readFileSync(join(repository, schemaFile), "utf8")) as Schema;
  const texts = pages.map((page) => ({ page, text: readFileSync(join(repository, page), "utf8") }));
  const faults = [...faultsOf(schema, version), ...texts.flatMap(({ page, text }) => faultsOfPage(page, text))];
  if (faults.length > 0) throw new Error(`Pulumi's Registry would refuse the package: ${faults.join("; ")}.`);

  mkdirSync(folder, { recursive: true });
  const repoSlug = schema.repository?.replace("https://github.com/", "");
  const entry = JSON.stringify({ repoSlug, schemaFile }, undefined, 2);
  writeFileSync(join(folder, "package-list-entry.json"), `${entry}\n`);
  for (const file of [schemaFile, ...pages]) cpSync(join(repository, file), join(folder, basename(file)));
}

function faultsOf(schema: Schema, version: string): string[] {
  const { keywords = [], repository: source = "" } = schema;
  return [
    ...(schema.version === version ? [] : [`the schema's version is ${schema.version}, not ${version}`]),
    ...(schema.publisher ? [] : ["the schema has no publisher"]),
    ...(keywords.some((word) => word.startsWith("category/")) ? [] : ["the schema's keywords have no category"]),
    ...(source.startsWith("https://github.com/") ? [] : ["the schema names no repository on GitHub"]),
  ];
}

function faultsOfPage(page: string, text: string): string[] {
  const relative = [...text.matchAll(/\]\((?!https:\/\/)([^)]*)\)/g)].map(([, link = ""]) => link);
  return [
    // The Registry writes its own lines there.
    ...(text.startsWith("---\n") ? [] : [`${page} does not begin with front matter`]),
    ...(relative.length === 0 ? [] : [`${page} has links that are not absolute: ${relative.join(", ")}`]),
  ];
}
