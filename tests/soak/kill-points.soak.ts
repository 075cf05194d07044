import { setTimeout as sleep } from "node:timers/promises";
import type { RunningCommand, Stack } from "../../scripts/pulumi-cli";
import { LOOK, MODIFY, TASKS, useLocalCloud } from "../e2e/local-cloud";
import { faultsBegan, until } from "../e2e/moments";
import { stackProtecting } from "../e2e/protecting-stack";
import { mustUp, resourceIn } from "../e2e/stack-verbs";
import { kill, VICTIMS, type Victim } from "../e2e/victims";

/** The calls of a create, in their order, and how many of the same action come before each. */
const CALLS = [
  { name: "the look at the tasks", action: TASKS, skip: 0 },
  { name: "the look at the configuration", action: LOOK, skip: 0 },
  { name: "the change", action: MODIFY, skip: 0 },
  { name: "a poll of the task", action: TASKS, skip: 1 },
  { name: "the look that verifies", action: LOOK, skip: 1 },
] as const;

/** Between the request and its effect, and between the effect and its reply. */
const SIDES = [
  { side: "before", effect: "none" },
  { side: "after", effect: "applied" },
] as const;

const POINTS = VICTIMS.flatMap((victim) =>
  CALLS.flatMap((call) => SIDES.map((side) => ({ ...call, ...side, victim, title: `${side.side} ${call.name}` }))),
);

const cloud = useLocalCloud({ instances: POINTS.length + VICTIMS.length, taskSeconds: 2 });
/** Longer than a request whose reply never comes and the search for its effect together. */
const QUIET_MS = 60_000;
const used: string[] = [];

test.each(POINTS)(
  "when the $victim is killed $title takes effect, the next up succeeds, with one restart in all",
  async (point) => {
    const { id, stack } = await newStack();
    cloud.control.addFault({
      action: point.action,
      // Providers that outlived earlier tests still call, for instances of their own.
      instance: id,
      skip: point.skip,
      fault: { hang: 600, effect: point.effect },
    });
    const command = stack.spawn(["up", "--yes", "--skip-preview"]);
    await faultsBegan(cloud);
    await die(point.victim, command);
    await arrive(stack, point.victim, id);
  },
);

test.each(VICTIMS)(
  "when a kill comes before the state is written (%s), the next up succeeds, with one restart in all",
  async (victim) => {
    const { id, stack } = await newStack();
    const command = stack.spawn(["up", "--yes", "--skip-preview"]);
    await until(() => looksAt(id) === 2);
    await die(victim, command);
    await arrive(stack, victim, id);
  },
);

test("providers that outlive their CLI end without another restart", async () => {
  for (let calls = -1; calls !== allCalls();) {
    calls = allCalls();
    await sleep(QUIET_MS);
  }

  expect(used.map((id) => cloud.control.instance(id).restarts)).toEqual(used.map(() => 1));
  console.log(`kill points: ${used.length} cells, one restart each`);
});

async function newStack(): Promise<{ readonly id: string; readonly stack: Stack }> {
  const created = await stackProtecting(cloud, used.length + 1);
  used.push(created.id);
  return created;
}

async function die(victim: Victim, command: RunningCommand): Promise<void> {
  kill(victim, command);
  await command.done;
}

async function arrive(stack: Stack, victim: Victim, id: string): Promise<void> {
  if (victim === "CLI") await stack.run(["cancel", "--yes"]);
  await mustUp(stack);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, restarts: 1, runningTaskId: null });
  expect(resourceIn(stack, "db")).toMatchObject({ id, outputs: { sslEnabled: true } });
}

function looksAt(id: string): number {
  return cloud.control.latestCalls().filter(({ action, instances }) => action === LOOK && instances.includes(id))
    .length;
}

function allCalls(): number {
  return Object.values(cloud.control.callCounts()).reduce((sum, { accepted, failed }) => sum + accepted + failed, 0);
}
