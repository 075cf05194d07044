import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startCommand, waitForCommand } from "../../scripts/pulumi-cli/command";
import { LOOK, useLocalCloud } from "./local-cloud";
import { declaring } from "./programs";
import { mustUp } from "./stack-verbs";

const ours = useLocalCloud();
const theirs = useLocalCloud();

/** A program of the Automation API that runs two stacks, one after the other and then at once, and prints what each looked up. */
const automation = `
const { LocalWorkspace, Stack } = require("@pulumi/pulumi/automation");
const { getInstanceSslConfig } = require("pulumi-tencentcloud-postgres-ssl");
const [dbInstanceId, ...accounts] = JSON.parse(process.argv[2]);
const program = async () => ({ looked: await getInstanceSslConfig({ dbInstanceId }) });
const look = async (account) => {
  const stack = await LocalWorkspace.createOrSelectStack({ stackName: account.name, projectName: "inline", program });
  for (const [key, value] of Object.entries(account.config)) await stack.setConfig(key, value);
  return (await stack.up()).outputs.looked.value.sslEnabled;
};
(async () => {
  const seen = [];
  for (const account of accounts) seen.push(await look(account));
  console.log(JSON.stringify([...seen, ...await Promise.all(accounts.map(look))]));
})();
`;

test("stacks of one process look up instances each in its own account, one after the other and at the same time", async () => {
  await theirs.control.changeInstance(theirs.instance().id, { sslEnabled: true });
  const accounts = Object.entries({ ours, theirs }).map(([name, cloud]) => ({
    name,
    config: {
      "tencentcloud:endpoint": { value: cloud.env.TENCENTCLOUD_POSTGRES_ENDPOINT },
      "tencentcloud:secretId": { value: cloud.env.TENCENTCLOUD_SECRET_ID },
      "tencentcloud:secretKey": { value: cloud.env.TENCENTCLOUD_SECRET_KEY, secret: true },
      "tencentcloud:region": { value: cloud.env.TENCENTCLOUD_REGION },
    },
  }));
  const { projectDir, env } = await ours.stack({ program: "" });
  writeFileSync(join(projectDir, "automation.cjs"), automation);
  const settings = JSON.stringify([ours.instance().id, ...accounts]);
  const withoutAccount = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("TENCENTCLOUD_")));
  const command = startCommand(process.execPath, ["automation.cjs", settings], {
    cwd: projectDir,
    env: withoutAccount,
  });
  const { stdout, output } = await waitForCommand(command, 240);

  expect(output).toBe(stdout);
  expect(JSON.parse(stdout)).toEqual([false, true, false, true]);
});

describe("a stack whose state has two versions of the provider's text", () => {
  const INSTANCES = 60;
  const cloud = useLocalCloud({ instances: INSTANCES, rate: 20 });

  test("is refreshed at the account's pace: each instance is read once, and hardly a read is refused", async () => {
    const numbers = Array.from({ length: INSTANCES }, (_, index) => index + 1);
    const resources = numbers.map(
      (number) => [`db${number}`, { dbInstanceId: cloud.instance(number).id, sslEnabled: false }] as const,
    );
    const stack = await cloud.stack({ program: declaring(Object.fromEntries(resources)) });
    await mustUp(stack);
    const exported = await stack.export();
    for (const { inputs, outputs } of (exported.deployment.resources ?? []).slice(-INSTANCES / 2)) {
      for (const properties of [inputs, outputs]) Object.assign(properties ?? {}, otherText(properties?.__provider));
    }
    writeFileSync(join(stack.projectDir, "state.json"), JSON.stringify(exported));
    await stack.mustRun(["stack", "import", "--file", "state.json"]);

    const before = cloud.control.callCounts()[LOOK];
    await stack.mustRun(["refresh", "--yes", "--skip-preview", "--parallel", "200"]);
    const after = cloud.control.callCounts()[LOOK];
    expect(after.accepted - before.accepted).toBe(INSTANCES);
    // Without the pace, two in three would be refused. On a busy machine two requests may arrive at the same moment; that
    // both texts share one limiter, and no read is refused, tests/provider/dynamic/runtime.test.ts shows in virtual time.
    expect(after.limited - before.limited).toBeLessThan(INSTANCES / 10);
  });
});

function otherText(text: unknown): object {
  return { __provider: `${String(text)}\n// of another version` };
}
