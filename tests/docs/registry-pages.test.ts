import { spawnSync } from "node:child_process";
import { join } from "node:path";
import schema from "../../plugin/schema.json";
import { ENDPOINT_SETTINGS } from "../../provider/cloud/settings";
import { CREDENTIAL_SETTINGS } from "../../provider/credentials/settings";
import { TOKENS } from "../../provider/resource/pulumi-names";
import { SETTINGS } from "../../provider/plugin/configuration";
import { examples } from "../../scripts/registry-pages/example";
import { languages } from "../../scripts/registry-pages/languages";
import { codeBlocksOf, repository, textOf } from "./pages";

const pages = ["docs/_index.md", "docs/installation-configuration.md"];

test("the Registry's pages and the schema's examples are what `npm run registry-pages` makes of code and schema", () => {
  const script = ["--import", "tsx", join(repository, "scripts", "registry-pages.ts"), "--check"];
  const { status, stderr } = spawnSync(process.execPath, script, { cwd: repository, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("the page of settings has every key of the plugin and every variable that the code reads", () => {
  const text = textOf("docs/installation-configuration.md");
  const known = [...CREDENTIAL_SETTINGS.variables, ...ENDPOINT_SETTINGS.variables, "TENCENTCLOUD_REGION"];
  expect([...new Set(text.match(/\b(?:TENCENTCLOUD|TCCLI|TKE)_[A-Z_]+/g))].sort()).toEqual([...new Set(known)].sort());
  const keys = text.match(/^\| `tencentcloud-postgres-ssl:\w+`/gm)?.map((row) => row.slice(3, -1).split(":")[1]);
  expect(keys?.sort()).toEqual([...SETTINGS].sort());
  // Every row says what its setting is.
  expect(text.match(/^\|.*\| +\|$/gm)).toBeNull();
});

test.each(pages)("the Registry can show %s: it begins with front matter, and its links are absolute", (page) => {
  const text = textOf(page);
  expect(text).toMatch(/^---\ntitle: .+\nmeta_desc: .+\nlayout: package\n---\n/);
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = ""]) => link);
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((link) => !link.startsWith("https://"))).toEqual([]);
});

test("every example is shown in each of the six languages, behind a tab", () => {
  const blocks = codeBlocksOf("docs/_index.md");
  expect(blocks.map(({ language }) => language)).toEqual(examples.flatMap(() => languages.map(({ name }) => name)));
  expect(textOf("docs/_index.md").match(/\{\{% choosable language (\w+) %\}\}\n\n```\1\n/g)).toHaveLength(
    blocks.length,
  );
});

// No host for these runs here: their names are compared with what Pulumi's generators make of the schema's.
const pascal = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
test.each([
  ["go", (name: string) => `\t${pascal(name)}:`],
  ["csharp", (name: string) => ` ${pascal(name)} = `],
  ["java", (name: string) => `.${name}(`],
] as const)("the %s program sets arguments that the schema has, all required ones among them", (language, written) => {
  const { program } = languages.find(({ name }) => name === language) ?? {};
  const known = {
    declares: { inputs: schema.resources[TOKENS.resource].inputProperties, ...schema.resources[TOKENS.resource] },
    "looks up": {
      inputs: schema.functions[TOKENS.lookup].inputs.properties,
      requiredInputs: schema.functions[TOKENS.lookup].inputs.required,
    },
  };
  for (const example of examples) {
    const { inputs, requiredInputs } = known[example.does];
    const text = program?.(example) ?? "";
    const set = Object.keys(inputs).filter((name) => text.includes(written(name)));
    expect(set.sort()).toEqual(example.args.map(({ name }) => name).sort());
    expect(set).toEqual(expect.arrayContaining(requiredInputs));
    for (const { value, member } of example.args) {
      if (member === undefined) expect(text).toContain(JSON.stringify(value));
      else {
        expect(schema.types["tencentcloud-postgres-ssl:index:OnDelete"].enum).toContainEqual(
          expect.objectContaining({ name: member, value }),
        );
        expect(text).toMatch(new RegExp(`OnDelete\\.?${member}\\b`));
      }
    }
  }
});

test("C# and Java programs name the namespaces that the schema gives to their SDKs", () => {
  const [csharp, java] = (["csharp", "java"] as const).map((language) =>
    examples.map((example) => languages.find(({ name }) => name === language)?.program(example)).join("\n"),
  );
  const name = schema.name as "tencentcloud-postgres-ssl";
  expect(csharp).toContain(`using Pulumi.${schema.language.csharp.namespaces[name]};`);
  expect(java).toContain(`import com.pulumi.${schema.language.java.packages[name]}.InstanceSslConfig;`);
  // The class of the functions is called after the package, whose hyphens Pulumi's generator for Java leaves out.
  expect(java).toContain(`${pascal(schema.name.replaceAll("-", ""))}Functions.getInstanceSslConfig(`);
});

test("the Go program imports the package that the schema names", () => {
  expect(textOf("docs/_index.md")).toContain(`postgresssl "${schema.language.go.importBasePath}"`);
});
