import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator/src";
import { call, codeOf } from "./raw-client";

type CallArguments = Parameters<typeof call> extends [unknown, ...infer Rest] ? Rest : never;

/**
 * Gives a file of tests an emulator of its own, which starts over before each test. After each test it is asked whether
 * all its replies kept to the API's contract.
 */
export function useEmulator(options: EmulatorOptions = {}) {
  let emulator: Emulator | undefined;
  const running = (): Emulator => {
    if (!emulator) throw new Error("The emulator has not started yet.");
    return emulator;
  };
  beforeAll(async () => {
    emulator = await startEmulator({ servers: 0, rate: 0, taskSeconds: 0.05, checkReplies: true, ...options });
  });
  beforeEach(() => running().reset());
  afterEach(() => expect(running().control.violations()).toEqual([]));
  afterAll(() => emulator?.close());

  return Object.assign(running, {
    /** Calls an action with the emulator's own keys. */
    call: (...args: CallArguments) => call(running(), ...args),
    /** The error code that a call gets; undefined when it is accepted. */
    codeOf: async (...args: CallArguments) => codeOf(await call(running(), ...args)),
    /** Calls Modify: SSL on for the address, or off without one. */
    modify: (id: string, address?: string) =>
      call(running(), "ModifyDBInstanceSSLConfig", {
        ...{ DBInstanceId: id, SSLEnabled: address !== undefined },
        ...(address === undefined ? {} : { ConnectAddress: address }),
      }),
    /** Sends a request to the control interface; text goes as it is. */
    http: async (method: string, path: string, body?: unknown) => {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      const init = body === undefined ? { method } : { method, body: text };
      const reply = await fetch(`${running().endpoint}/_emulator/${path}`, init);
      return { status: reply.status, json: (await reply.json()) as { readonly error?: string } & object };
    },
    /** Waits until no task of the instance is running. */
    settled: (id: string) => eventually(() => running().control.instance(id).runningTaskId === null),
  });
}

/** Waits for something that is sure to happen soon. @throws Error when it does not */
export async function eventually(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let look = 0; look < 1000; look += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("It did not happen.");
}
