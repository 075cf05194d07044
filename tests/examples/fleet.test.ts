import { readmeCommands } from "./code-blocks";
import { useExample } from "./use-example";

const { emulator, playground } = useExample("fleet", { instances: 10 });

test("a fleet is a list in the config, with defaults for the stack and exceptions for single databases", async () => {
  const [commands] = readmeCommands("fleet", 1);

  const { stdout } = await playground().mustSh(commands);

  const { control } = emulator();
  const withSsl = control.instances().filter(({ id }) => control.instance(id).sslEnabled);
  expect(withSsl.map(({ id }) => id)).toEqual(["postgres-emu00002"]);
  expect(await playground().resources("dev")).toHaveLength(10);
  // Production is only looked at, and has more databases than the emulator.
  expect(stdout).toContain("+ 101 to create");
  expect(control.callCounts().ModifyDBInstanceSSLConfig.accepted).toBe(1);
});
