import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { packPackage } from "./packed-package";
import { temporaryFolder } from "./temporary-folder";
import { UnpackedProject } from "./unpacked-project";

const MODULE = "pulumi-tencentcloud-postgres-ssl/plugin";
const CLASSES = [
  "InstanceSslConfig",
  "Provider",
  "getInstanceSslConfig",
  "getInstanceSslConfigOutput",
  "getInstances",
  "getInstancesOutput",
];

const project = new UnpackedProject(join(temporaryFolder(), "program"));
beforeAll(async () => project.install(await packPackage(temporaryFolder())));

/** Runs Node.js in the project, without a compiler in between. */
function node(name: string, program: string): string {
  writeFileSync(join(project.projectDir, name), program);
  return execFileSync(process.execPath, [name], { cwd: project.projectDir, encoding: "utf8" });
}

test("a CommonJS program can require the plugin's classes", () => {
  const names = node("program.cjs", `console.log(JSON.stringify(Object.keys(require("${MODULE}")).sort()));`);
  expect(JSON.parse(names)).toEqual([...CLASSES].sort());
});

test("an ES module can import the plugin's classes by name", () => {
  const names = node(
    "program.mjs",
    `import { ${CLASSES.join(", ")} } from "${MODULE}";\nconsole.log([${CLASSES.join(", ")}].map(({ name }) => name).join());`,
  );
  expect(names.trim()).toBe(CLASSES.join());
});

// "node" is what Pulumi's templates set; it does not read `exports`.
test.each([
  ["node", ts.ModuleResolutionKind.Node10, ts.ModuleKind.CommonJS],
  ["node16", ts.ModuleResolutionKind.Node16, ts.ModuleKind.Node16],
  ["nodenext", ts.ModuleResolutionKind.NodeNext, ts.ModuleKind.NodeNext],
  ["bundler", ts.ModuleResolutionKind.Bundler, ts.ModuleKind.ESNext],
])("with moduleResolution %s the compiler knows the plugin's arguments", (_, moduleResolution, module) => {
  const faults = compile(
    `import { InstanceSslConfig } from "${MODULE}";
export const right = new InstanceSslConfig("right", { dbInstanceId: "postgres-5gevh7gr", sslEnabled: false });
export const wrong = new InstanceSslConfig("wrong", { dbInstanceId: "postgres-5gevh7gr", sslEnabled: "yes" });
`,
    { moduleResolution, module },
  );
  expect(faults).toEqual([expect.stringMatching(/^line 3: Type 'string' is not assignable to type .*boolean/)]);
});

/** What the compiler says of a program in the project. */
function compile(program: string, options: Pick<ts.CompilerOptions, "moduleResolution" | "module">): string[] {
  const main = join(project.projectDir, "index.ts");
  writeFileSync(main, program);
  const compiled = ts.createProgram({
    rootNames: [main],
    options: { target: ts.ScriptTarget.ES2022, strict: true, skipLibCheck: true, noEmit: true, types: [], ...options },
  });
  return ts.getPreEmitDiagnostics(compiled).map(({ file, start = 0, messageText }) => {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}
