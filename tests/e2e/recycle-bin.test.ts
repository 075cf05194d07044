import { useLocalCloud } from "./local-cloud";
import { declaringByPlugin } from "./plugin/plugin-programs";
import { declaring } from "./programs";
import { checkDrift, mustDestroy, mustUp, resourceIn } from "./stack-verbs";

const cloud = useLocalCloud({ instances: 6 });

test.each([
  ["dynamic provider", 1, declaring],
  ["plugin", 4, declaringByPlugin],
])(
  "%s: an instance in the recycle bin holds up neither drift check, repair nor destroy of the fleet",
  async (_, first, write) => {
    const names = ["isolated", "drifted", "steady"];
    const [isolated, drifted, steady] = [0, 1, 2].map((offset) => cloud.instance(first + offset));
    if (!isolated || !drifted || !steady) throw new Error("the cloud has too few instances");
    const declared = [isolated, drifted, steady].map(({ id, addresses }, index) => [
      names[index],
      { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] },
    ]);
    const stack = await cloud.stack({
      program: write(Object.fromEntries(declared) as Parameters<typeof declaring>[0]),
      stackName: `bin${first}`,
    });
    await mustUp(stack);
    await cloud.control.changeInstance(isolated.id, { status: "isolated" });
    await cloud.control.changeInstance(drifted.id, { sslEnabled: false });

    expect(await checkDrift(stack)).toMatchObject({ exitCode: 7 });
    const { stdout } = await mustUp(stack, ["--refresh"]);
    expect(stdout).toContain(`${isolated.id}: the instance is in the recycle bin (status "isolated")`);
    expect(cloud.control.instance(drifted.id)).toMatchObject({ sslEnabled: true });
    expect(resourceIn(stack, "isolated")).toMatchObject({ outputs: { sslEnabled: true } });
    expect(await checkDrift(stack)).toMatchObject({ exitCode: 0 });

    const destroyed = await mustDestroy(stack);
    expect(destroyed.stdout).toContain("so nothing was turned off");
    expect(stack.resources().filter(({ urn }) => urn.includes(":InstanceSslConfig::"))).toEqual([]);
    expect(cloud.control.instance(steady.id)).toMatchObject({ sslEnabled: false });
    expect(cloud.control.instance(isolated.id)).toMatchObject({ sslEnabled: true, modifies: 1 });
  },
);
