import { MODIFY, useLocalCloud } from "./local-cloud";
import { declaring } from "./programs";
import { mustUp, resourceIn, up } from "./stack-verbs";

const cloud = useLocalCloud();

test("when the time for a change runs out, the next up takes its task over instead of starting another one", async () => {
  const { id, addresses } = cloud.instance();
  const db = { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0], taskTimeoutSeconds: 2 };
  const stack = await cloud.stack({ program: declaring({ db }) });
  cloud.control.nextTask({ status: "stuck", effect: "applied" });

  const first = await up(stack);
  expect(first.exitCode).not.toBe(0);
  expect(first.stdout).toMatch(/not finished after 2 s .* Last seen: task 100001 is running/);
  expect(first.stdout).toContain(
    "It goes on in the cloud; the next `pulumi up` waits for it without starting it again.",
  );
  expect(resourceIn(stack, "db")).toMatchObject({ id, outputs: { sslEnabled: false, taskId: 100_001 } });

  stack.setProgram(declaring({ db: { ...db, taskTimeoutSeconds: 100 } }));
  const second = await cloud.watch(() =>
    mustUp(stack, [], {
      onLine: (line) => {
        if (line.includes("task 100001 is already running for the instance; waiting for it to end")) cloud.endTask(id);
      },
    }),
  );
  expect(second.actions).not.toContain(MODIFY);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
  expect(resourceIn(stack, "db")).toMatchObject({ outputs: { sslEnabled: true, connectAddress: addresses[0] } });
});
