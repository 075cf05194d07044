import { isRunning } from "../../../scripts/pulumi-cli/process-tree";
import { TASKS, useLocalCloud } from "../local-cloud";
import { faultsBegan, until } from "../moments";
import { stackProtecting } from "../protecting-stack";
import { resourceIn } from "../stack-verbs";
import { takeOver } from "../take-over";
import { kill, providerProcesses } from "../victims";
import { declaringByPlugin } from "./plugin-programs";

const cloud = useLocalCloud();

test("Ctrl-C ends a run while its task goes on; the resource is in the state, and the next up sends no second Modify", async () => {
  const { id, stack } = await stackProtecting(cloud, 1, {}, declaringByPlugin);
  cloud.control.nextTask({ instance: id, seconds: 60 });
  const command = stack.spawn(["up", "--yes", "--skip-preview"]);
  await until(() => cloud.control.instance(id).modifies === 1);
  command.kill("SIGINT");
  const { exitCode, stdout } = await command.done;

  // The CLI is back, and did not wait for the task.
  expect(cloud.control.instance(id).runningTaskId).not.toBeNull();
  expect(exitCode).not.toBe(0);
  expect(stdout).toMatch(/was cancelled .* Last seen: /);
  expect(resourceIn(stack, "db")).toMatchObject({ id, outputs: { sslEnabled: false, taskId: 100_001 } });

  await takeOver(cloud, stack, id);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
  expect(resourceIn(stack, "db")).toMatchObject({ id, outputs: { sslEnabled: true } });
  expect(resourceIn(stack, "db")?.initErrors ?? []).toEqual([]);
});

test("when the CLI is killed, its plugin ends too, and the next up takes the change over: one restart in all", async () => {
  const { id, stack } = await stackProtecting(cloud, 2, {}, declaringByPlugin);
  cloud.control.nextTask({ instance: id, status: "stuck", effect: "applied" });
  const command = stack.spawn(["up", "--yes", "--skip-preview"]);
  await until(() => cloud.control.instance(id).modifies === 1);
  const [plugin] = providerProcesses(command);
  kill("CLI", command);
  await command.done;
  await until(() => plugin !== undefined && !isRunning(plugin));

  await stack.mustRun(["cancel", "--yes"]);
  await takeOver(cloud, stack, id);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
});

test("when the plugin is killed while it waits for the task, up fails, and the next up goes on waiting: one restart in all", async () => {
  const { id, stack } = await stackProtecting(cloud, 3, {}, declaringByPlugin);
  cloud.control.nextTask({ instance: id, status: "stuck", effect: "applied" });
  cloud.control.addFault({ action: TASKS, skip: 1, fault: { hang: 600 } });
  const command = stack.spawn(["up", "--yes", "--skip-preview"]);
  await faultsBegan(cloud);
  kill("provider", command);
  expect((await command.done).exitCode).not.toBe(0);

  await takeOver(cloud, stack, id);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
  expect(resourceIn(stack, "db")).toMatchObject({ id, outputs: { sslEnabled: true } });
});
