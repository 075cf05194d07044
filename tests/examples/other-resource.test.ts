import { readmeCommands } from "./code-blocks";
import { useExample } from "./use-example";

const { emulator, playground } = useExample("other-resource");

test("a preview accepts unknown values, and a database is not restarted just before it is destroyed", async () => {
  const [preview, up, destroy] = readmeCommands("other-resource", 3);
  const { control } = emulator();
  const database = (number: number) => control.instance(`postgres-emu0000${number}`);

  // WHEN the id is known only once another resource is there THEN the preview asks nothing
  await playground().mustSh(preview);
  expect(control.latestCalls()).toEqual([]);

  await playground().mustSh(up);
  expect([database(1), database(2)]).toMatchObject([
    { sslEnabled: true, connectAddress: "10.0.0.1" },
    { sslEnabled: true, connectAddress: "10.0.0.2" },
  ]);

  // WHEN everything goes THEN only the database that stays is restarted, to turn SSL off
  await playground().mustSh(destroy);
  expect([database(1).restarts, database(2).restarts]).toEqual([1, 2]);
  expect(database(2).sslEnabled).toBe(false);
  expect(await playground().stacks()).toEqual([]);
});
