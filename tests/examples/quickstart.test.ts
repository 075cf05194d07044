import { readmeCommands } from "./code-blocks";
import { useExample } from "./use-example";

const { emulator, playground } = useExample("quickstart");

test("the quickstart turns SSL on with one restart and prints where to download the CA", async () => {
  const [commands, cleanUp] = readmeCommands("quickstart", 2);

  const { stdout } = await playground().mustSh(commands);

  const database = emulator().control.instance("postgres-emu00001");
  expect(database).toMatchObject({ sslEnabled: true, connectAddress: "10.0.0.1", restarts: 1 });
  expect(stdout.trimEnd().split("\n").at(-1)).toBe(database.caUrl);

  await playground().mustSh(cleanUp);
  expect(emulator().control.instance("postgres-emu00001").sslEnabled).toBe(false);
  expect(await playground().stacks()).toEqual([]);
});
