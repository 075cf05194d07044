import { format } from "prettier";
import schema from "../../plugin/schema.json";
import { TOKENS } from "../../provider/resource/pulumi-names";
import { examplesInDescription, indexPage, installationPage } from "./pages";

/** The files that are made from the schema, the settings and the examples: their texts, by their paths. */
export async function registryFiles(): Promise<Readonly<Record<string, string>>> {
  return {
    "docs/_index.md": await format(indexPage(), { parser: "markdown", printWidth: 120 }),
    "docs/installation-configuration.md": await format(installationPage(), { parser: "markdown", printWidth: 120 }),
    "plugin/schema.json": await format(JSON.stringify(withExamples(), undefined, 2), {
      parser: "json",
      printWidth: 120,
    }),
  };
}

function withExamples(): typeof schema {
  const { resources, functions } = structuredClone(schema);
  const [resource, lookup] = [resources[TOKENS.resource], functions[TOKENS.lookup]];
  resource.description = describe(resource.description, examplesInDescription("declares"));
  lookup.description = describe(lookup.description, examplesInDescription("looks up"));
  return { ...schema, resources, functions };
}

function describe(description: string, usage: string): string {
  return `${description.replace(/\n\n\{\{% examples %\}\}[^]*$/, "")}\n\n${usage}`;
}
