import { readmeCommands } from "./code-blocks";
import { useExample } from "./use-example";

const { emulator, playground } = useExample("environments");

test("one program leaves development without SSL and turns it on in production", async () => {
  const [commands] = readmeCommands("environments", 1);

  await playground().mustSh(commands);

  const { control } = emulator();
  expect(control.instance("postgres-emu00001")).toMatchObject({ sslEnabled: false, modifies: 0 });
  expect(control.instance("postgres-emu00002")).toMatchObject({ sslEnabled: true, connectAddress: "10.0.0.2" });
});
