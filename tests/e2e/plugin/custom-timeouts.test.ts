import { useLocalCloud } from "../local-cloud";
import { resourceIn, up } from "../stack-verbs";
import { takeOver } from "../take-over";
import { declaringByPlugin } from "./plugin-programs";

const cloud = useLocalCloud();

test("customTimeouts override taskTimeoutSeconds, which stays in the state as declared", async () => {
  const { id, addresses } = cloud.instance();
  const db = { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0], taskTimeoutSeconds: 900 };
  const program = declaringByPlugin({ db });
  const stack = await cloud.stack({
    program: program.replace("as never)", 'as never, { customTimeouts: { create: "2s" } })'),
  });
  cloud.control.nextTask({ status: "stuck", effect: "applied" });

  const { exitCode, stdout } = await up(stack);
  expect(exitCode).not.toBe(0);
  expect(stdout).toMatch(
    /was not finished after 2 s.* Last seen: task 100001 is running.*raise the resource's customTimeouts/,
  );
  expect(resourceIn(stack, "db")).toMatchObject({ id, outputs: { sslEnabled: false, taskTimeoutSeconds: 900 } });

  // The custom timeout of an update is not set, so that taskTimeoutSeconds counts.
  await takeOver(cloud, stack, id);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
});
