import { createStack, type Stack } from "../../scripts/pulumi-cli";
import { CloudView, type Setting } from "./cloud-view";
import type { Target } from "./target";

/**
 * Defines the tests that the provider has to pass on an instance, real or emulated: one life of a setting, each test
 * going on where the one before it has stopped. In the end the instance has the setting that it had.
 *
 * @param findTarget asked once, before the first test
 */
export function defineAcceptanceTests(findTarget: () => Target): void {
  let target: Target;
  let cloud: CloudView;
  let stack: Stack;
  let original: Setting | undefined;
  let addresses: string[];

  const program = ({ sslEnabled, connectAddress }: Setting) => {
    const args = { dbInstanceId: target.instanceId, sslEnabled, ...(sslEnabled ? { connectAddress } : {}) };
    return [
      'import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";',
      `export const { caUrl } = new InstanceSslConfig("db", ${JSON.stringify(args)});`,
    ].join("\n");
  };
  const run = (args: readonly string[]) => stack.run(args, { timeoutSeconds: target.commandSeconds });
  const up = (...flags: string[]) =>
    stack.mustRun(["up", "--yes", "--skip-preview", ...flags], { timeoutSeconds: target.commandSeconds });
  const on = (connectAddress = ""): Setting => ({ sslEnabled: true, connectAddress });

  beforeAll(async () => {
    target = findTarget();
    cloud = new CloudView(target);
    [original, addresses] = await Promise.all([cloud.setting(), cloud.addresses()]);
    stack = await createStack({ program: program(original), env: target.env });
  });
  afterAll(async () => {
    // Whatever went wrong, the instance gets its setting back.
    if (original && JSON.stringify(await cloud.setting()) !== JSON.stringify(original)) await cloud.change(original);
    stack.remove();
    if (original) expect(await cloud.setting()).toEqual(original);
  });

  test("declaring the existing setting adopts it, without a task and so without a restart", async () => {
    const before = await cloud.taskCount();
    await up();
    expect(await cloud.taskCount()).toBe(before);
    expect(await cloud.setting()).toEqual(original);
  });

  test("SSL is turned on for the address that was declared, and the CA can be downloaded", async () => {
    stack.setProgram(program(on(addresses[0])));
    await up();
    expect(await cloud.setting()).toEqual(on(addresses[0]));
    const { caUrl } = await stack.outputs();
    expect((await fetch(String(caUrl))).status).toBe(200);
  });

  test("SSL is moved to another address, if there is one, and a second up changes nothing", async () => {
    const address = addresses.at(-1);
    stack.setProgram(program(on(address)));
    await up();
    expect(await cloud.setting()).toEqual(on(address));
    const before = await cloud.taskCount();
    await up("--expect-no-changes");
    expect(await cloud.taskCount()).toBe(before);
  });

  test("a change by someone else is drift, and up --refresh repairs it", async () => {
    await cloud.change({ sslEnabled: false, connectAddress: "" });
    expect((await run(["refresh", "--preview-only", "--expect-no-changes"])).exitCode).not.toBe(0);
    await up("--refresh");
    expect(await cloud.setting()).toEqual(on(addresses.at(-1)));
  });

  test("destroy turns SSL off", async () => {
    await stack.mustRun(["destroy", "--yes", "--skip-preview"], { timeoutSeconds: target.commandSeconds });
    expect(await cloud.setting()).toEqual({ sslEnabled: false, connectAddress: "" });
  });
}
