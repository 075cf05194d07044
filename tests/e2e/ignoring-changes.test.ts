import { useLocalCloud } from "./local-cloud";
import { checkDrift, mustUp } from "./stack-verbs";

const cloud = useLocalCloud();

test.each([
  // Pulumi's SDK does not tell a dynamic provider what to ignore.
  ["the dynamic provider", 1, "", 7],
  ["the provider plugin", 2, "/plugin", 0],
])(
  "ignoreChanges through %s: an up leaves alone what somebody else changed, and a drift check ends as the README says",
  async (_, number, entry, exitCode) => {
    const { id, addresses } = cloud.instance(number);
    const args = { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] };
    const program = `
    import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl${entry}";
    new InstanceSslConfig("db", ${JSON.stringify(args)}, { ignoreChanges: ["sslEnabled", "connectAddress"] });
  `;
    const stack = await cloud.stack({ program });
    await mustUp(stack);
    for (const observed of [{ connectAddress: addresses[1] }, { sslEnabled: false }]) {
      await cloud.control.changeInstance(id, observed);
      expect(await checkDrift(stack)).toMatchObject({ exitCode });
    }

    const { stdout } = await mustUp(stack, ["--refresh"]);
    expect(stdout).not.toContain("updated");
    expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: false, modifies: 1, restarts: 1 });
  },
);
