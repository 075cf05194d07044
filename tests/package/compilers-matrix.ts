import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packPackage, repository } from "./packed-package";
import { temporaryFolder } from "./temporary-folder";
import { UnpackedProject } from "./unpacked-project";
import { run } from "./user-project";

// Not part of `npm test`, because it gets compilers from the registry: `npm run test:matrix`.

const folder = temporaryFolder();
const project = new UnpackedProject(join(folder, "program"));
const TYPES = join(repository, "node_modules", "@types");
const tscOf = new Map<string, string>();

/** A program of a careful user, of both providers. */
const program = `
import * as pulumi from "@pulumi/pulumi";
import { getInstanceSslConfigOutput, InstanceSslConfig, type InstanceSslConfigArgs } from "pulumi-tencentcloud-postgres-ssl";
import * as plugin from "pulumi-tencentcloud-postgres-ssl/plugin";

const args: InstanceSslConfigArgs = { dbInstanceId: "postgres-5gevh7gr", sslEnabled: false };
const ssl = new InstanceSslConfig("orders", args, { protect: true });
const other = new plugin.InstanceSslConfig("billing", { ...args, region: undefined }, { customTimeouts: { create: "30m" } });
const found = getInstanceSslConfigOutput({ dbInstanceId: other.dbInstanceId });
export const caUrl: pulumi.Output<string | undefined> = ssl.caUrl;
export const sslEnabled: pulumi.Output<boolean> = found.sslEnabled;
`;
const mistake =
  'export const wrong = new InstanceSslConfig("wrong", { dbInstanceId: "postgres-5gevh7gr", sslEnabled: "yes" });\n';

beforeAll(async () => {
  project.install(await packPackage(folder));
  for (const version of ["5.9", "6.0", "7.0"]) {
    const prefix = join(folder, `typescript-${version}`);
    mkdirSync(prefix);
    await run("npm", [
      "install",
      "--prefer-offline",
      "--no-audit",
      "--no-fund",
      "--prefix",
      prefix,
      `typescript@~${version}.0`,
    ]);
    tscOf.set(version, join(prefix, "node_modules", "typescript", "bin", "tsc"));
  }
  writeFileSync(join(project.projectDir, "right.ts"), program);
  writeFileSync(join(project.projectDir, "wrong.ts"), program + mistake);
});

describe.each(["5.9", "6.0", "7.0"])("TypeScript %s", (version) => {
  test.each([
    ["node16", "node16"],
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ])("checks all types of a strict program with module %s and moduleResolution %s", (module, moduleResolution) => {
    const faults = (name: string) => compile(version, name, { module, moduleResolution });
    expect(faults("right.ts")).toBe("");
    expect(faults("wrong.ts")).toMatch(
      /^wrong\.ts\(\d+,\d+\): error TS2322: Type 'string' is not assignable to type .*boolean.*\n/,
    );
  });
});

/** What the compiler says of a program and of all types that it uses, those of the packages too. */
function compile(version: string, name: string, options: Readonly<Record<string, string>>): string {
  const config = join(project.projectDir, "tsconfig.json");
  const strict = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true };
  const compilerOptions = { target: "es2022", types: ["node"], typeRoots: [TYPES], ...strict, ...options };
  writeFileSync(config, JSON.stringify({ compilerOptions, files: [name] }));
  try {
    return execFileSync(process.execPath, [tscOf.get(version) ?? "", "-p", config], {
      cwd: project.projectDir,
      encoding: "utf8",
    });
  } catch (error) {
    return String((error as { stdout?: string }).stdout);
  }
}
