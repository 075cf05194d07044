import { isRunning } from "../../scripts/pulumi-cli/process-tree";
import { MODIFY, TASKS, useLocalCloud } from "./local-cloud";
import { faultsBegan, until } from "./moments";
import { stackProtecting } from "./protecting-stack";
import { mustUp, resourceIn, up } from "./stack-verbs";
import { takeOver } from "./take-over";
import { kill, providerProcesses } from "./victims";

const cloud = useLocalCloud({ instances: 5 });

test("when the CLI is killed while it sends a change, the next up takes the change over: one restart in all", async () => {
  const { id, stack } = await stackProtecting(cloud, 1);
  cloud.control.nextTask({ instance: id, status: "stuck", effect: "applied" });
  cloud.control.addFault({ action: MODIFY, instance: id, fault: { hang: 600, effect: "applied" } });
  const command = stack.spawn(["up", "--yes", "--skip-preview"]);
  await faultsBegan(cloud);
  kill("CLI", command);
  await command.done;

  // A CLI that was killed leaves its lock behind, and says how to remove it.
  expect((await up(stack)).output).toContain("the stack is currently locked");
  await stack.mustRun(["cancel", "--yes"]);
  await takeOver(cloud, stack, id);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
  expect(resourceIn(stack, "db")).toMatchObject({ id, outputs: { sslEnabled: true } });

  // The interrupted create stays in the state as pending until the user clears it.
  expect((await stack.export()).deployment.pending_operations).toHaveLength(1);
  await stack.mustRun(["refresh", "--yes", "--skip-preview", "--clear-pending-creates"]);
  expect((await stack.export()).deployment.pending_operations ?? []).toEqual([]);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
});

test("when the provider is killed while it waits for the task, up fails, and the next up goes on waiting: one restart in all", async () => {
  const { id, stack } = await stackProtecting(cloud, 2);
  cloud.control.nextTask({ instance: id, status: "stuck", effect: "applied" });
  cloud.control.addFault({ action: TASKS, skip: 1, fault: { hang: 600 } });
  const command = stack.spawn(["up", "--yes", "--skip-preview"]);
  await faultsBegan(cloud);
  kill("provider", command);
  expect(await command.done).toMatchObject({ exitCode: 1 });
  expect(resourceIn(stack, "db")).toBeUndefined();

  await takeOver(cloud, stack, id);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
  expect(resourceIn(stack, "db")).toMatchObject({ id, outputs: { sslEnabled: true } });
});

test.each([
  ["is killed", 4, "SIGKILL"],
  ["loses its terminal", 5, "SIGHUP"],
] as const)(
  "when the CLI %s during a task, its provider ends, and the next up takes the change over: one restart in all",
  async (_, number, signal) => {
    const { id, stack } = await stackProtecting(cloud, number);
    cloud.control.nextTask({ instance: id, status: "stuck", effect: "applied" });
    const command = stack.spawn(["up", "--yes", "--skip-preview"]);
    await until(() => cloud.control.instance(id).modifies === 1);
    const providers = providerProcesses(command);
    command.kill(signal);
    expect(providers).not.toEqual([]);
    await until(() => !providers.some(isRunning));
    await command.done;

    await stack.mustRun(["cancel", "--yes"]);
    await takeOver(cloud, stack, id);
    expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
    expect(resourceIn(stack, "db")).toMatchObject({ id, outputs: { sslEnabled: true } });
  },
);

test("after one Ctrl-C, the run waits for its change, and the state says what the instance has", async () => {
  const { id, stack } = await stackProtecting(cloud, 3);
  cloud.control.nextTask({ instance: id, status: "stuck", effect: "applied" });
  const command = stack.spawn(["up", "--yes", "--skip-preview"], {
    onLine: (line) => {
      if (line.includes("^C received")) cloud.endTask(id);
    },
  });
  await until(() => cloud.control.instance(id).modifies === 1);
  command.kill("SIGINT");
  const { exitCode, stdout } = await command.done;

  expect(exitCode).toBe(1);
  expect(stdout).toContain("error: update canceled");
  const { caUrl } = cloud.control.instance(id);
  expect(resourceIn(stack, "db")).toMatchObject({ id, outputs: { sslEnabled: true, caUrl } });
  await mustUp(stack, ["--expect-no-changes"]);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
});
