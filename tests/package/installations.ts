import { join } from "node:path";
import type { Emulator } from "../../emulator/src";
import { startEmulatedCloud } from "./emulated-cloud";
import { expectSmallState, expectWholeLife } from "./expectations";
import { packPackage } from "./packed-package";
import { liveOnce, subject } from "./ssl-life";
import { temporaryFolder } from "./temporary-folder";
import { type Combination, createUserProject, titleOf } from "./user-project";

/** Declares a test for each way of installing: the packed package is installed so, and does its whole work. */
export function testInstallations(combinations: readonly Combination[]): void {
  const folder = temporaryFolder();
  let tarball: string;
  let emulator: Emulator;

  beforeAll(async () => {
    [tarball, emulator] = await Promise.all([packPackage(folder), startEmulatedCloud()]);
  });
  afterAll(async () => emulator.close());

  const cases = combinations.map((combination, index) => ({
    title: titleOf(combination),
    combination,
    number: index + 1,
  }));
  test.each(cases)("$title", async ({ combination, number }) => {
    const project = await createUserProject(combination, tarball, join(folder, String(number)));
    const instance = subject(emulator, number);

    const life = await liveOnce(project, instance);

    expectWholeLife(life, instance.connectAddress);
    expectSmallState(life, combination.manager);
    expect(`${String(life.outputs.node)}.`).toMatch(`v${combination.node}.`);
  });
}
