import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { type CodeBlock, codeBlocksIn, describeBlock, repository } from "./pages";

/** As strict as the projects of the examples, which are those of a careful user. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  allowJs: true,
  types: ["node"],
  baseUrl: repository,
  paths: {
    "pulumi-tencentcloud-postgres-ssl": ["provider/index.ts"],
    "pulumi-tencentcloud-postgres-ssl/plugin": ["provider/plugin/node/index.ts"],
    "tencentdb-postgres-emulator": ["emulator/src/index.ts"],
    // The name under which the vendor's SDK is installed here is an alias.
    "tencentcloud-sdk-nodejs/*": ["node_modules/tencentcloud-sdk-nodejs-postgres/*"],
  },
};

const blocks = [...codeBlocksIn("ts", "typescript", "js", "javascript"), ...examplesInComments()];

test("there are programs in the README, the documents and the comments to compile", () => {
  const where = new Set(blocks.map(({ page }) => page));
  expect([...where]).toEqual(
    expect.arrayContaining(["README.md", "emulator/README.md", "provider/dynamic/instance-ssl-config.ts"]),
  );
});

test("every program in the README, the documents and the package's comments compiles", () => {
  expect(mistakesIn(blocks)).toEqual([]);
});

test("a program with an unknown argument does not compile", () => {
  const code = `
    import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";
    new InstanceSslConfig("orders", { dbInstanceId: "postgres-5gevh7gr", sslEnable: true });
  `;
  const [mistake] = mistakesIn([{ page: "invented.md", line: 1, language: "ts", code }]);
  expect(mistake).toContain("invented.md:1");
  expect(mistake).toContain("'sslEnable' does not exist");
});

/** The types of all blocks are checked as one program, because the SDK's own types take the most time. */
function mistakesIn(programs: readonly CodeBlock[]): string[] {
  const sources = new Map(programs.map((block, index) => [fileOf(block, index), block]));
  const host = ts.createCompilerHost(OPTIONS);
  const disk = { ...host };
  host.fileExists = (name) => sources.has(name) || disk.fileExists(name);
  host.readFile = (name) => sources.get(name)?.code ?? disk.readFile(name);
  host.getSourceFile = (name, version, ...rest) => {
    const block = sources.get(name);
    return block === undefined
      ? disk.getSourceFile(name, version, ...rest)
      : ts.createSourceFile(name, block.code, version);
  };
  const program = ts.createProgram([...sources.keys()], OPTIONS, host);
  return [...sources].flatMap(([name, block]) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(name))
      .map(({ messageText }) => `${describeBlock(block)}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`),
  );
}

/** What awaits at its top level is an ES module, everything else CommonJS, as Pulumi's programs are. */
function fileOf({ language, code }: CodeBlock, index: number): string {
  // Blocks that import each other say their names.
  const named = /^\/\/ (\S+\.ts)\n/.exec(code)?.[1];
  if (named !== undefined) return join(repository, "tests", "docs", named);
  const module = /^(const .* = )?await /m.test(code) ? "m" : "c";
  return join(repository, "tests", "docs", `block-${index}.${module}${language.startsWith("t") ? "ts" : "js"}`);
}

function examplesInComments(): CodeBlock[] {
  return ["provider/dynamic/instance-ssl-config.ts", "provider/dynamic/lookups.ts"].flatMap((page) => {
    const text = readFileSync(join(repository, page), "utf8");
    return [...text.matchAll(/^ +\* ```ts\n(.*?)^ +\* ```$/gms)].map((match) => ({
      page,
      line: text.slice(0, match.index).split("\n").length,
      language: "ts",
      code: (match[1] ?? "").replaceAll(/^ +\* ?/gm, ""),
    }));
  });
}
