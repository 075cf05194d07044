import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../emulator/src";
import { createStack, type Stack } from "../../scripts/pulumi-cli";
import { cloudEnvironment, startEmulatedCloud } from "./emulated-cloud";
import { packPackage } from "./packed-package";
import { cloudSide, subject } from "./ssl-life";
import { temporaryFolder } from "./temporary-folder";
import { UnpackedProject } from "./unpacked-project";

const formerStates = join(__dirname, "fixtures");
const updating = ["up", "--yes", "--skip-preview"];
const destroying = ["destroy", "--yes", "--skip-preview"];

let emulator: Emulator;
let tarball: string;

beforeAll(async () => {
  [tarball, emulator] = await Promise.all([packPackage(temporaryFolder()), startEmulatedCloud()]);
});
beforeEach(async () => emulator.reset());
afterAll(async () => emulator.close());

test("the next version's runtime can refresh, change and delete a resource that this version created", async () => {
  await onStack(async (stack, { id, connectAddress, otherAddress, packageDir }) => {
    await stack.mustRun(updating);

    becomeNextVersion(packageDir);

    const { output } = await stack.mustRun(["preview", "--refresh", "--expect-no-changes"]);
    for (const verb of ["read", "diff"]) expect(output).toContain(`99.0.0: ${verb}`);
    expect(cloudSide(emulator, id)).toEqual({ sslEnabled: true, connectAddress, modifies: 1 });

    await stack.setConfig("connectAddress", otherAddress);
    expect((await stack.mustRun(updating)).output).toContain("99.0.0: update");
    expect(cloudSide(emulator, id)).toEqual({ sslEnabled: true, connectAddress: otherAddress, modifies: 2 });

    expect((await stack.mustRun(destroying)).output).toContain("99.0.0: delete");
    expect(cloudSide(emulator, id)).toEqual({ sslEnabled: false, connectAddress: "", modifies: 3 });
  });
});

// Exported from stacks of that version, without the secrets' salt and the source positions; never to be changed.
test.each(readdirSync(formerStates))(
  "%s, written by an earlier version, can still be refreshed, changed and destroyed",
  async (file) => {
    await onStack(async (stack, { id, connectAddress, otherAddress }) => {
      await emulator.control.changeInstance(id, { sslEnabled: true, connectAddress });
      await stack.mustRun(["stack", "import", "--file", join(formerStates, file)]);
      await stack.setConfig("connectAddress", otherAddress);
      await stack.mustRun([...updating, "--refresh"]);
      expect(cloudSide(emulator, id)).toEqual({ sslEnabled: true, connectAddress: otherAddress, modifies: 1 });

      // Once more as it was: the change has written today's text into the state, and it is the former one that must work.
      await stack.mustRun(["stack", "import", "--file", join(formerStates, file)]);
      await stack.mustRun(destroying);
      expect(cloudSide(emulator, id)).toEqual({ sslEnabled: false, connectAddress: "", modifies: 2 });
    });
  },
);

interface Setting {
  readonly id: string;
  readonly connectAddress: string;
  readonly otherAddress: string;
  readonly packageDir: string;
}

/** A stack that declares the first instance, in a project with the packed package. */
async function onStack(body: (stack: Stack, setting: Setting) => Promise<void>): Promise<void> {
  const project = new UnpackedProject(temporaryFolder());
  project.install(tarball);
  const { projectDir, packageDir } = project;
  const { id, connectAddress } = subject(emulator, 1);
  const [, otherAddress = ""] = emulator.instances[0]?.addresses ?? [];
  const config = { dbInstanceId: id, connectAddress };
  const stack = await createStack({ projectDir, inPlace: true, config, env: cloudEnvironment(emulator) });
  try {
    await body(stack, { id, connectAddress, otherAddress, packageDir });
  } finally {
    stack.remove();
  }
}

/** Makes the installed package one of another version, whose runtime says that it is the one that works. */
function becomeNextVersion(packageDir: string): void {
  const manifest = join(packageDir, "package.json");
  const parsed = JSON.parse(readFileSync(manifest, "utf8")) as Record<string, unknown>;
  writeFileSync(manifest, JSON.stringify({ ...parsed, version: "99.0.0" }));
  appendFileSync(
    join(packageDir, "dist", "dynamic", "runtime.js"),
    `
for (const verb of ["diff", "read", "update", "delete"]) {
  const before = exports[verb];
  exports[verb] = (...args) => {
    console.log("99.0.0: " + verb);
    return before(...args);
  };
}
`,
  );
}
