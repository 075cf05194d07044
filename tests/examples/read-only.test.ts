import { readmeCommands } from "./code-blocks";
import { useExample } from "./use-example";

const { emulator, playground } = useExample("read-only");

test("every read-only instance of a group names the group's address", async () => {
  const [commands, cleanUp] = readmeCommands("read-only", 2);
  const { control } = emulator();
  // GIVEN a second instance that has joined the group
  const second = control.createInstance({ readOnlyOf: "postgres-emu00001" }).id;

  await playground().mustSh(
    commands.replace("pulumi up", `pulumi config set --path 'readOnlyInstances[1]' ${second}\n$&`),
  );

  for (const id of ["pgro-emu00001", second]) {
    expect(control.instance(id)).toMatchObject({ sslEnabled: true, connectAddress: "10.255.0.1", restarts: 1 });
  }
  expect(control.instance("postgres-emu00001").modifies).toBe(0);

  await playground().mustSh(cleanUp);
  expect(control.instance("pgro-emu00001").sslEnabled).toBe(false);
  expect(await playground().stacks()).toEqual([]);
});
