import { useVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { finish } from "../../virtual-time";
import * as lifecycle from "../../../../provider/resource/lifecycle";
import type { InstanceSslConfigState } from "../../../../provider/resource/properties";
import { inputsFor, instanceOf, up } from "./run";

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

let state: InstanceSslConfigState;
beforeEach(async () => {
  state = (await up(cloud)).state ?? inputsFor(cloud);
});

const LISTING = "DescribeDBInstances";
const WHERE = "DescribeDBInstanceSSLConfig of postgres-emu00001 (ap-guangzhou): ";

function takeStatus(status: string): Promise<unknown> {
  return cloud.control.changeInstance(state.dbInstanceId, { status } as never);
}

async function elapsedSeconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await finish(work());
  return (performance.now() - start) / 1000;
}

test("an instance in the recycle bin keeps its resource in a refresh, which says so at once", async () => {
  await takeStatus("isolated");
  let found: unknown;
  const seconds = await elapsedSeconds(async () => (found = await lifecycle.read(cloud.session(), state, state)));

  expect(found).toEqual(state);
  expect(seconds).toBeLessThan(2);
  expect(cloud.lines.at(-1)).toBe(
    'postgres-emu00001: the instance is in the recycle bin (status "isolated"), so its setting cannot be read. ' +
      "The resource stays in the state as it was",
  );
});

test.each(["isolating", "isolated", "recycling", "recycled"])(
  "deleting the resource of an instance that is %s succeeds, and says why nothing was turned off",
  async (status) => {
    await takeStatus(status);
    const seconds = await elapsedSeconds(() => lifecycle.remove(cloud.session(), state));

    expect(seconds).toBeLessThan(5);
    expect(cloud.lines.at(-1)).toBe(
      `postgres-emu00001: the instance is in the recycle bin (status "${status}"), so nothing was turned off. ` +
        "If it is restored from there, it has the setting that it had before",
    );
    expect(instanceOf(cloud)).toMatchObject({ sslEnabled: true, modifies: 1 });
  },
);

test.each([
  [
    "isolated",
    "in the recycle bin",
    "Restore the instance from the recycle bin in the console and run `pulumi up` again",
  ],
  ["offline", "offline", "Bring the instance back in the console and run `pulumi up` again"],
])("a change of an instance that is %s ends at once, with what to do", async (status, where, advice) => {
  await takeStatus(status);
  const { error, says, seconds, sent } = await up(
    cloud,
    { connectAddress: instanceOf(cloud).addresses[1] ?? "" },
    { olds: state },
  );

  expect({ error, sent }).toEqual({ error: "ApiError", sent: 1 });
  expect(seconds).toBeLessThan(5);
  expect(says).toContain(`${WHERE}the instance is ${where} (status "${status}")`);
  expect(says).toContain(`${advice}, or take the resource out of the program`);
});

test("an offline instance may come back with SSL on, so its resource is not deleted", async () => {
  await takeStatus("offline");

  await expect(finish(lifecycle.remove(cloud.session(), state))).rejects.toMatchObject({ verdict: "offline" });
  expect(await finish(lifecycle.read(cloud.session(), state, state))).toEqual(state);
});

test("a change that the cloud refuses for the status ends as soon as the status is known", async () => {
  const error = { code: "OperationDenied.InstanceStatusLimitError" };
  cloud.control.addFault({ action: "ModifyDBInstanceSSLConfig", times: 1000, fault: { error } });
  const body = listed(state.dbInstanceId, "isolated");
  cloud.control.addFault({ action: LISTING, times: 1000, fault: { body } });
  const [, connectAddress = ""] = instanceOf(cloud).addresses;
  const { says, seconds } = await up(cloud, { connectAddress }, { olds: state });

  expect(says).toContain('the instance is in the recycle bin (status "isolated")');
  expect(seconds).toBeLessThan(5);
});

test("credentials that may not list instances get the permission that would tell", async () => {
  await takeStatus("isolated");
  cloud.control.addFault({
    action: LISTING,
    times: 1000,
    fault: { error: { code: "UnauthorizedOperation" } },
  });

  const reading = finish(lifecycle.read(cloud.session(), state, state));
  await expect(reading).rejects.toThrow(
    "The instance may also be in the recycle bin, where waiting does not help: with the permission " +
      "postgres:DescribeDBInstances the provider could tell.",
  );
  expect(cloud.actions().filter((action) => action === LISTING)).toHaveLength(1);
});

function listed(DBInstanceId: string, DBInstanceStatus: string): string {
  const instance = { DBInstanceId, DBInstanceStatus, Region: "ap-guangzhou", DBInstanceNetInfo: [], TagList: [] };
  return JSON.stringify({ Response: { DBInstanceSet: [instance], TotalCount: 1, RequestId: "r" } });
}
