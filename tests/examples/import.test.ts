import { readmeCommands } from "./code-blocks";
import { useExample } from "./use-example";

const { emulator, playground } = useExample("import");

test("a database that has SSL can be imported, and neither the import nor the program changes anything", async () => {
  const [bringIn, check, cleanUp] = readmeCommands("import", 3);
  const { control } = emulator();
  await control.changeInstance("postgres-emu00001", { sslEnabled: true, connectAddress: "10.0.0.1" });

  await playground().mustSh(bringIn);
  await playground().mustSh(check);
  await playground().mustSh("pulumi up --yes");
  expect((await playground().mustSh("pulumi stack output caUrl")).stdout.trim()).toBe(
    control.instance("postgres-emu00001").caUrl,
  );

  await playground().mustSh(cleanUp);
  expect(control.instance("postgres-emu00001")).toMatchObject({ sslEnabled: true, modifies: 0 });
});
