import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator/src";

/**
 * Gives a file of tests an emulator of its own, which starts over before each test. After each test it is asked whether
 * all its replies kept to the API's contract.
 */
export function useEmulator(options: EmulatorOptions = {}): () => Emulator {
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
  return running;
}

/** Waits until no task of the instance is running. */
export async function settled({ control }: Emulator, id: string): Promise<void> {
  await eventually(() => control.instance(id).runningTaskId === null);
}

/** Waits for something that is sure to come about soon. @throws Error when it does not */
export async function eventually(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let look = 0; look < 1000; look += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("It did not come about.");
}
