import type { Emulator } from "../../emulator/src";
import { startEmulatedCloud } from "./emulated-cloud";
import { expectWholeLife } from "./expectations";
import { repository } from "./packed-package";
import { liveOnce, subject } from "./ssl-life";
import { temporaryFolder } from "./temporary-folder";
import { UnpackedProject } from "./unpacked-project";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulatedCloud();
});
afterAll(async () => emulator.close());

// Other stacks may be set up in the repository at the same time.
const stackName = `package-test-${process.pid}`;

test("`pulumi up` works at the root of the repository, with the package's own example", async () => {
  const instance = subject(emulator, 1);

  const life = await liveOnce({ projectDir: repository, env: {} }, instance, stackName);

  expectWholeLife(life, instance.connectAddress);
});

test("a package that is linked into a project is serialised by value and still does all its work", async () => {
  const project = new UnpackedProject(temporaryFolder());
  project.linkToRepository();
  const instance = subject(emulator, 3);

  const life = await liveOnce(project, instance);

  expectWholeLife(life, instance.connectAddress);
  // More than the name of a module, and still no more than the forwarders.
  expect(life.providerBytes).toBeGreaterThan(1000);
  expect(life.providerBytes).toBeLessThan(3000);
});
