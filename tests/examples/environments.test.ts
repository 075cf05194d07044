import { readmeCommands } from "./code-blocks";
import { useExample } from "./use-example";

const { emulator, playground } = useExample("environments");

test("one program leaves development without SSL and turns it on in production", async () => {
  const [commands, cleanUp] = readmeCommands("environments", 2);

  await playground().mustSh(commands);

  const { control } = emulator();
  expect(control.instance("postgres-emu00001")).toMatchObject({ sslEnabled: false, modifies: 0 });
  expect(control.instance("postgres-emu00002")).toMatchObject({ sslEnabled: true, connectAddress: "10.0.0.2" });

  // After the clean-up the same commands work again.
  await playground().mustSh(
    `${cleanUp}\npulumi stack init dev; pulumi config get dbInstanceId; pulumi stack rm dev --yes`,
  );
  expect(control.instance("postgres-emu00002")).toMatchObject({ sslEnabled: true, modifies: 1 });
  expect(await playground().stacks()).toEqual([]);
});
