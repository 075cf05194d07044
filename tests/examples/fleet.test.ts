import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { readmeCommands } from "./code-blocks";
import { repository } from "./playground";
import { useExample } from "./use-example";

const { emulator, playground } = useExample("fleet", { instances: 110 });

test("a fleet is a list in the config, with defaults for the stack and exceptions for single databases", async () => {
  const [commands, count, cleanUp] = readmeCommands("fleet", 3);

  const { stdout } = await playground().mustSh(commands);

  const { control } = emulator();
  const withSsl = control.instances().filter(({ id }) => control.instance(id).sslEnabled);
  expect(withSsl.map(({ id }) => id)).toEqual(["postgres-emu00102"]);
  expect(await playground().resources("dev")).toHaveLength(10);
  // Production is only looked at.
  expect(stdout).toContain("+ 101 to create");
  expect(control.callCounts().ModifyDBInstanceSSLConfig.accepted).toBe(1);

  expect((await playground().mustSh("pulumi stack output declared --stack dev")).stdout.trim()).toBe("10");
  expect((await playground().mustSh(count)).stdout.trim()).toBe("1");

  await playground().mustSh(cleanUp);
  expect(control.instance("postgres-emu00102").sslEnabled).toBe(false);
  expect(await playground().stacks()).toEqual([]);
});

test("no two stacks of the fleet declare the same database", () => {
  const [dev, prod] = ["dev", "prod"].map((stack) => {
    const text = readFileSync(join(repository, "examples", "fleet", `Pulumi.${stack}.yaml`), "utf8");
    const { config } = parse(text) as { config: { "fleet:databases": { id: string }[] } };
    return config["fleet:databases"].map(({ id }) => id);
  });
  expect(dev?.filter((id) => prod?.includes(id))).toEqual([]);
});
