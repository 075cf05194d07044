import { createConnection } from "node:net";
import { EngineGoneError } from "../errors/package-errors";

/** Pulumi passes the engine's address to a provider process as the first argument, `127.0.0.1:PORT`. */
const ENGINE_ADDRESS = /^127\.0\.0\.1:(\d{1,5})$/;

/**
 * Throws {@link EngineGoneError} when the engine that started this process has ended.
 *
 * A CLI that is killed leaves its provider process running. Without this check it could change an instance minutes later,
 * when the user already declares something else. Without a known address nothing is thrown.
 */
export async function assertEngineIsThere(address = process.argv[2]): Promise<void> {
  const port = ENGINE_ADDRESS.exec(String(address))?.[1];
  if (port !== undefined && (await isRefused(Number(port)))) throw new EngineGoneError();
}

function isRefused(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: "127.0.0.1", port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(false);
    });
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "ECONNREFUSED"));
  });
}
