import type { Emulator, EmulatorOptions } from "../../emulator/src";
import { useEmulator } from "../emulator/use-emulator";
import { localVariables, Playground } from "./playground";

/** What a story about an example acts on. */
export interface ExampleScene {
  readonly emulator: () => Emulator;
  readonly playground: () => Playground;
}

/** Gives a file of tests an emulator, and each test a copy of the example that talks to it. */
export function useExample(
  example: string,
  options: EmulatorOptions = {},
  variables: (emulator: Emulator) => Record<string, string> = () => ({}),
): ExampleScene {
  const local = localVariables();
  const emulator = useEmulator({
    secretId: local.TENCENTCLOUD_EMULATOR_SECRET_ID ?? "",
    secretKey: local.TENCENTCLOUD_EMULATOR_SECRET_KEY ?? "",
    ...options,
  });
  let playground: Playground | undefined;
  beforeEach(async () => {
    playground = await Playground.open(example, emulator(), variables(emulator()));
  });
  afterEach(() => playground?.remove());
  return {
    emulator,
    playground: () => {
      if (!playground) throw new Error("The test has not started yet.");
      return playground;
    },
  };
}
