import { useVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { instanceOf, up } from "./run";

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

/** Somebody makes the very change between the provider's look and its own, so that the latter changes nothing. */
function overtaken() {
  const { id } = instanceOf(cloud);
  const mayBeSent = async () => {
    await cloud.control.changeInstance(id, { sslEnabled: true });
  };
  return cloud.session({ mayBeSent });
}

test.each([
  ["restart", 1, 100001],
  ["nothing", 0, undefined],
] as const)(
  "a change that somebody else makes a moment earlier ends well in a cloud that answers it with %s: restarts %p",
  async (unchangedModify, restarts, taskId) => {
    cloud.control.behaviour({ unchangedModify });
    const { error, state: olds, sent } = await up(cloud, {}, { session: overtaken() });

    expect([error, olds?.sslEnabled, olds?.taskId, sent]).toEqual([undefined, true, taskId, 1]);
    expect(await up(cloud, {}, { olds })).toMatchObject({ error: undefined, sent: 1 });
    expect(instanceOf(cloud)).toMatchObject({ sslEnabled: true, connectAddress: "10.0.0.1", restarts });
  },
);

test("where a cloud refuses such a change, the user reads why, nothing restarts, and the next up adopts the setting", async () => {
  cloud.control.behaviour({ unchangedModify: "error" });
  const { says, ...run } = await up(cloud, {}, { session: overtaken() });

  expect(run).toMatchObject({ error: "ApiError", state: undefined, sent: 1 });
  expect(says).toContain("The SSL setting is already as asked for.");
  expect(await up(cloud)).toMatchObject({ error: undefined, state: { sslEnabled: true }, sent: 1 });
  expect(instanceOf(cloud)).toMatchObject({ sslEnabled: true, connectAddress: "10.0.0.1", modifies: 0, restarts: 0 });
});

describe.each(["Message", "StepMessage", "Output"] as const)(
  "in a cloud that gives the reason of a failed task in %s",
  (failureReason) => {
    test.each(["Fail", "Pause"] as const)(
      "the error of a task that ends in %s has the reason, and the next up succeeds",
      async (status) => {
        cloud.control.behaviour({ failureReason });
        cloud.control.nextTask({ status, message: "no disk left" });
        const { error, says, state: olds } = await up(cloud);

        expect([error, olds?.sslEnabled]).toEqual(["TaskFailedError", false]);
        expect(says).toContain('at 25% in "Issue Certificate": "no disk left"');
        expect(instanceOf(cloud)).toMatchObject({ sslEnabled: false, restarts: 0 });
        expect(await up(cloud, {}, { olds })).toMatchObject({ error: undefined, sent: 2 });
        expect(instanceOf(cloud)).toMatchObject({ sslEnabled: true, restarts: 1 });
      },
    );
  },
);
