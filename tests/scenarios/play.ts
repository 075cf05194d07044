import { breaches } from "./judge";
import { commandLine, operations } from "./command-line";
import { happen, type World } from "./happen";
import { Memory } from "./memory";
import { type Entry, SeenCloud } from "./observation";
import { declarationsFile } from "./declarations-file";
import { isReadWithoutText } from "./moving";
import { edited } from "./program";
import { isDeletedFirst, promises, type Situation } from "./promise";
import { closing } from "./closing";
import { runStep } from "./run-step";
import { INSTANCES, type Program, type Scenario, type StackName, STACKS, type Step } from "./scenario";
import type { Scenery, Stage } from "./stage";
import type { Tally } from "./tally";

const MODIFY = "ModifyDBInstanceSSLConfig";
const BUSY = "OperationDenied.InstanceStatusLimitError";

/** A promise that was broken, and how it came about. */
export class Breach extends Error {
  override readonly name = "Breach";
}

/** Plays a scenario and holds each step against what users are promised. @throws Breach */
export async function play(stage: Stage, scenario: Scenario, tally: Tally): Promise<void> {
  const scenery = await stage.set();
  try {
    await new Play(stage, scenery, scenario, tally).all();
  } finally {
    scenery.remove();
  }
}

interface Foretold {
  readonly command: string;
  readonly operations: readonly string[];
}

class Play {
  private readonly cloud: SeenCloud;
  private readonly control;
  private readonly programs: Record<StackName, Program>;
  private readonly memory = new Memory();
  private readonly world: World;
  private foretold: Foretold | undefined;
  private said: string[] = [];

  constructor(
    stage: Stage,
    private readonly scenery: Scenery,
    private readonly scenario: Scenario,
    private readonly tally: Tally,
  ) {
    this.control = stage.emulator.control;
    this.cloud = new SeenCloud(this.control);
    this.world = { control: this.control, cloud: this.cloud, memory: this.memory };
    this.programs = { one: scenario.programs.one ?? [], two: scenario.programs.two ?? [] };
  }

  async all(): Promise<void> {
    this.tally.scenario(this.scenario);
    for (const step of this.scenario.steps) await this.step(step);
    await this.close();
    const violations = this.control.violations();
    if (violations.length > 0) throw new Breach(`the emulator broke its contract: ${JSON.stringify(violations)}`);
  }

  /** (f): whatever failed, the next `up --refresh` repairs it when nobody stands in the way any more. */
  private async close(): Promise<void> {
    for (const stack of STACKS.filter((name) => this.memory.hasFailed(name))) {
      this.control.clearFaults();
      await happen(this.world, { event: "quiet" });
      await this.unprotect(stack);
      this.programs[stack] = closing(this.programs[stack]);
      const step: Step = { stack, verb: "up", flags: { refresh: true } };
      const plain: Step = { stack, verb: "up" };
      // Each task that is still to fail may cost one more run.
      for (let left = this.memory.plansLeft(); left > 0; left--) await this.step(this.mayRefresh(step) ? step : plain);
      if (!this.mayRefresh(step)) await this.step(plain);
      await this.step(step);
    }
  }

  private async step(step: Step): Promise<void> {
    const { stack, verb } = step;
    this.programs[stack] = edited(this.programs[stack], step.edits ?? []);
    for (const event of step.events ?? []) await happen(this.world, event);
    const situation = this.situation(step);
    const promised = promises(situation);
    const hasNoExcuse = this.hasNoExcuse(situation, promised);
    const command = JSON.stringify([stack, situation.program, { ...step, verb: "", edits: [], events: [] }]);
    const isForetold = verb === "up" && step.kill === undefined && this.foretold?.command === command;
    const before = this.scenery.checkpoint(stack);
    const startedAt = new Date().toISOString();
    const args = commandLine(step, verb === "preview" || isForetold);
    const { exitCode, output, stdout } = await runStep(this.control, this.scenery, {
      stack,
      program: declarationsFile(this.cloud, this.scenario, situation.program),
      args,
      kill: step.kill,
    });
    const after = { exitCode, cloud: this.cloud.all(), entries: this.entries(stack) };
    this.said.push(this.account(step, args, after.exitCode, situation, output));
    const broken = breaches(situation, promised, {
      ...after,
      isStateUntouched: this.scenery.checkpoint(stack) === before,
      refusedAsBusy: this.refusedAsBusy(startedAt),
      hasNoExcuse,
    });
    const done = exitCode === 0 && (isForetold || verb === "preview") ? operations(stdout) : undefined;
    if (isForetold && done !== undefined && String(done) !== String(this.foretold?.operations)) {
      broken.push(`(d) the preview foretold ${String(this.foretold?.operations)}, and up did ${String(done)}`);
    }
    const isSure = situation.inFlight.size === 0 && !INSTANCES.some((number) => isDeletedFirst(situation, number));
    this.foretold = verb === "preview" && done !== undefined && isSure ? { command, operations: done } : undefined;
    if (broken.length > 0) throw new Breach([...broken, ...this.said, JSON.stringify(this.scenario)].join("\n"));
    this.tally.step(step, situation.program, exitCode);
    this.memory.learn(situation, promised, after);
  }

  private situation(step: Step): Situation {
    const { stack } = step;
    const cloud = this.cloud.all();
    return {
      step,
      program: this.programs[stack],
      door: this.scenario.door,
      entries: this.entries(stack),
      cloud,
      stale: this.memory.stale(stack),
      inFlight: this.memory.inFlight(cloud),
    };
  }

  private mayRefresh(step: Step): boolean {
    return !isReadWithoutText(this.situation(step));
  }

  private hasNoExcuse(situation: Situation, promised: ReturnType<typeof promises>): boolean {
    const { step, entries } = situation;
    const { flags = {}, kill } = step;
    return (
      kill === undefined &&
      flags.target === undefined &&
      flags.exclude === undefined &&
      this.control.faults().length === 0 &&
      this.memory.plansLeft() === 0 &&
      !entries.some(({ isProtected }) => isProtected) &&
      !isReadWithoutText(situation) &&
      !INSTANCES.some((number) => promised[number].isPerhapsContradicted)
    );
  }

  private refusedAsBusy(since: string): number {
    const calls = this.control
      .latestCalls()
      .filter(({ at, action, code }) => at >= since && action === MODIFY && code === BUSY);
    return calls.length;
  }

  private entries(stack: StackName): Entry[] {
    return this.scenery.resources(stack).map((resource) => this.cloud.entry(resource));
  }

  private async unprotect(stack: StackName): Promise<void> {
    if (!this.entries(stack).some(({ isProtected }) => isProtected)) return;
    await this.scenery.spawn(stack, { hasExplicitProvider: false, resources: [] }, [
      "state",
      "unprotect",
      "--all",
      "--yes",
    ]).done;
  }

  private account(
    step: Step,
    args: readonly string[],
    exitCode: number | undefined,
    before: Situation,
    output: string,
  ): string {
    return [
      `--- ${step.stack}: pulumi ${args.join(" ")}: ${exitCode === undefined ? "killed" : `exit code ${exitCode}`}`,
      `program: ${JSON.stringify(before.program)}`,
      `state before: ${JSON.stringify(before.entries)}`,
      `cloud before: ${JSON.stringify(before.cloud)}; after: ${JSON.stringify(this.cloud.all())}`,
      `stale: ${[...before.stale].join()}; in flight: ${JSON.stringify([...before.inFlight])}`,
      output,
    ].join("\n");
  }
}
