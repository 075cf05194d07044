import { readmeCommands } from "./code-blocks";
import { useExample } from "./use-example";

const { emulator, playground } = useExample("adopt-existing");

test("existing databases are adopted without a change, and a preview warns of those that would restart", async () => {
  const [prepare, adopt, cleanUp] = readmeCommands("adopt-existing", 3);
  const { control } = emulator();
  // GIVEN one database with SSL and one without
  await control.changeInstance("postgres-emu00001", { sslEnabled: true, connectAddress: "10.0.0.1" });

  // WHEN they are declared THEN only the second one is warned of
  const preview = await playground().mustSh(prepare);
  expect(preview.output).toContain("billing (postgres-emu00002) has no SSL, not 10.0.0.2: an up restarts it");
  expect(preview.output).not.toContain("orders (postgres-emu00001) has");

  // WHEN somebody has turned it on by hand THEN both are adopted
  await control.changeInstance("postgres-emu00002", { sslEnabled: true, connectAddress: "10.0.0.2" });
  const up = await playground().mustSh(adopt);
  expect(up.output).not.toContain("an up restarts it");
  expect(control.callCounts().ModifyDBInstanceSSLConfig.accepted).toBe(0);
  expect((await playground().resources()).map(({ id }) => id).sort()).toEqual([
    "postgres-emu00001",
    "postgres-emu00002",
  ]);

  // WHEN the example is cleaned up THEN the stack is gone, and SSL is as it was
  await playground().mustSh(cleanUp);
  expect((await playground().mustSh("pulumi stack ls --json")).stdout.trim()).toBe("[]");
  expect(control.callCounts().ModifyDBInstanceSSLConfig.accepted).toBe(0);
  expect(control.instance("postgres-emu00001").sslEnabled).toBe(true);
});
