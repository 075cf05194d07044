import { setTimeout as sleep } from "node:timers/promises";
import type { Control } from "../../emulator/src";
import { waitForCommand } from "../../scripts/pulumi-cli/command";
import type { DeclarationsFile } from "./declarations-file";
import type { Kill, StackName } from "./scenario";
import type { Scenery } from "./stage";

const MOST_SECONDS = 240;

/** How a command ended. */
export interface StepResult {
  /** Undefined when it was killed. */
  readonly exitCode: number | undefined;
  readonly output: string;
  readonly stdout: string;
}

/** Runs the CLI for a program, and kills it where the step says so. */
export async function runStep(
  control: Control,
  scenery: Scenery,
  {
    stack,
    program,
    args,
    kill,
  }: { stack: StackName; program: DeclarationsFile; args: readonly string[]; kill: Kill | undefined },
): Promise<StepResult> {
  const command = scenery.spawn(stack, program, args);
  if (kill === undefined) return waitForCommand(command, MOST_SECONDS);
  const { action, skip, effect } = kill;
  control.addFault({ action, skip, fault: { hang: 600, effect } });
  const isHeldBack = await Promise.race([command.done.then(() => false), replyIsHeldBack(control)]);
  control.clearFaults();
  if (!isHeldBack) return command.done;
  if (kill.victim === "machine") command.killEverything();
  else command.kill("SIGKILL");
  const { output, stdout } = await command.done;
  scenery.unlock();
  return { exitCode: undefined, output, stdout };
}

/** The emulator forgets a fault as it begins. */
async function replyIsHeldBack(control: Control): Promise<true> {
  while (control.faults().some(({ fault }) => "hang" in fault)) await sleep(10);
  return true;
}
