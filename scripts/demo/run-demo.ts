import type { Control } from "tencentdb-postgres-emulator";
import { openScene, type Scene } from "./scene";
import { type Step, STEPS } from "./steps";
import { type Row, table } from "./table";

type CallCounts = ReturnType<Control["callCounts"]>;

/** Runs all steps and prints a table of them. Returns the exit code: 0 if every check passed. */
export async function runDemo(): Promise<number> {
  const first = "Start the cloud";
  console.log(`1. ${first}\n  A local TencentDB for PostgreSQL with a real PostgreSQL behind it …`);
  const startedAt = performance.now();
  const scene = await openScene();
  console.log(`  ✔ ${scene.instanceId} is there, with SSL off`);
  const rows: Row[] = [{ step: first, seconds: secondsSince(startedAt), calls: {} }];
  try {
    for (const step of STEPS) rows.push(await play(scene, step, rows.length + 1));
    return 0;
  } catch (error) {
    console.error(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    console.log(`\n${table(rows)}`);
    await scene.close();
  }
}

async function play(scene: Scene, step: Step, number: number): Promise<Row> {
  console.log(`\n${number}. ${step.title}`);
  const before = scene.console.callCounts();
  const startedAt = performance.now();
  const checked = await step.run(scene);
  const seconds = secondsSince(startedAt);
  console.log(`  ✔ ${checked}`);
  return { step: step.title, seconds, calls: newCalls(before, scene.console.callCounts()) };
}

function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / 1000;
}

/** The calls that the API accepted in between. */
function newCalls(before: CallCounts, after: CallCounts): Row["calls"] {
  const actions = Object.keys(after) as (keyof CallCounts)[];
  return Object.fromEntries(actions.map((action) => [action, after[action].accepted - before[action].accepted]));
}
