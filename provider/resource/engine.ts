import { createConnection } from "node:net";
import { EngineGoneError } from "../errors/package-errors";

/** The engine listens on this machine only. */
const ENGINE_ADDRESS = /^127\.0\.0\.1:(\d{1,5})$/;
const HOST = "127.0.0.1";
const PAUSE_MS = 1000;

/** What a process was told as its engine's address, where it is one; `undefined` where no engine has started it. */
export function engineAddress(argument: string | undefined): string | undefined {
  return ENGINE_ADDRESS.test(String(argument)) ? argument : undefined;
}

/**
 * Throws {@link EngineGoneError} when the engine that started this process has ended.
 *
 * A CLI that is killed leaves its provider process running. Without this check it could change an instance minutes later,
 * when the user already declares something else. Without a known address nothing is thrown.
 */
export async function assertEngineIsThere(address: string | undefined): Promise<void> {
  const port = portOf(address);
  if (port !== undefined && (await isRefused(port))) throw new EngineGoneError();
}

/**
 * Calls `onGone` once when the engine has ended. A CLI that is killed does not end its providers, which would go on changing
 * instances.
 *
 * An open connection shows it at once: it breaks, and cannot be made again. An engine that is only silent still listens.
 * The watch costs one idle connection, and keeps no process alive.
 */
export function watchEngine(address: string, onGone: () => void): void {
  const port = portOf(address);
  if (port === undefined) return;
  const watch = (): void => {
    const socket = createConnection({ host: HOST, port }).unref().resume();
    // "close" follows, and decides.
    socket.on("error", () => undefined);
    socket.once("close", () => {
      assertEngineIsThere(address).then(() => setTimeout(watch, PAUSE_MS).unref(), onGone);
    });
  };
  watch();
}

function portOf(address: string | undefined): number | undefined {
  const port = ENGINE_ADDRESS.exec(String(address))?.[1];
  return port === undefined ? undefined : Number(port);
}

function isRefused(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: HOST, port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(false);
    });
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "ECONNREFUSED"));
  });
}
