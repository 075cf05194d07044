import { ensureLanguageHost } from "../../scripts/pulumi-cli";
import { readmeCommands } from "./code-blocks";
import { useExample } from "./use-example";

// Building it may take longer than a test.
beforeAll(() => ensureLanguageHost("yaml"), 1_200_000);

const { emulator, playground } = useExample("yaml", { taskSeconds: 0.3 });

test("a program in YAML can preview, up, check for drift, repair it, and destroy with SSL off", async () => {
  const [prepare, check, repair, cleanUp] = readmeCommands("yaml", 4);
  const { control } = emulator();
  await control.changeInstance("postgres-emu00002", { sslEnabled: true, connectAddress: "10.0.0.2" });

  const { stdout } = await playground().mustSh(prepare, { PULUMI_OPTION_SKIP_PREVIEW: "false" });
  expect(stdout).toContain("tencentcloud-postgres-ssl:index:InstanceSslConfig orders create");
  const { caUrl } = control.instance("postgres-emu00001");
  expect(control.instance("postgres-emu00001")).toMatchObject({ sslEnabled: true, connectAddress: "10.0.0.1" });
  const outputs = await playground().mustSh("pulumi stack output --json");
  expect(JSON.parse(outputs.stdout)).toEqual({ caUrl, billingHasSsl: true });

  expect(await playground().sh(check)).toMatchObject({ exitCode: 0 });
  await control.changeInstance("postgres-emu00001", { sslEnabled: false });
  expect(await playground().sh(check)).toMatchObject({ exitCode: 7 });
  await playground().mustSh(repair);
  expect(control.instance("postgres-emu00001")).toMatchObject({ sslEnabled: true, modifies: 2 });
  expect(await playground().sh(check)).toMatchObject({ exitCode: 0 });

  await playground().mustSh(cleanUp);
  expect(control.instance("postgres-emu00001")).toMatchObject({ sslEnabled: false, modifies: 3 });
});
