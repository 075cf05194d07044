import { ChildGroup, shellExitCode } from "./child-group";

// One Ctrl-C arrives here several times: from the terminal, and again from each npm above us that passes it on.
const samePressMilliseconds = 500;

/**
 * Runs a program as if the user had called it: same input, output and folder; resolves with its exit code.
 *
 * A signal reaches it exactly once, and we wait for it: to the Pulumi CLI a first Ctrl-C means "finish what is running
 * and keep its result", a second one "drop everything".
 */
export function passThrough(
  command: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<number> {
  const group = new ChildGroup(command, args, { ...options, stdio: "inherit" });
  const lastSent = new Map<NodeJS.Signals, number>();
  const handOn = (signal: NodeJS.Signals) => {
    const now = Date.now();
    if (signal !== "SIGWINCH" && now - (lastSent.get(signal) ?? 0) < samePressMilliseconds) return;
    lastSent.set(signal, now);
    group.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP", "SIGWINCH"] as const;
  for (const signal of signals) process.on(signal, handOn);

  return new Promise<number>((resolve, reject) => {
    group.child.once("error", reject);
    group.child.once("exit", (code, signal) => resolve(shellExitCode(code, signal)));
  }).finally(() => {
    for (const signal of signals) process.off(signal, handOn);
  });
}
