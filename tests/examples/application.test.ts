import { readmeCommands } from "./code-blocks";
import { useExample } from "./use-example";

const { emulator, playground } = useExample("application", { servers: 1 });

test("the application verifies its database with the stack's CA, and refuses any other name of the server", async () => {
  const [prepare, connection, run] = readmeCommands("application", 3);
  const { addresses } = emulator().control.instance("postgres-emu00001");
  await playground().mustSh(prepare);

  const { stdout } = await playground().mustSh(`${connection}\n${run}`);
  expect(stdout).toMatch(/^127\.0\.0\.1 is who it says it is, by TLSv1\.3 with TLS_/);

  const elsewhere = await playground().sh(`${connection}\nnode application.mjs`, { PGHOST: addresses[1] ?? "" });
  expect(elsewhere.exitCode).toBe(1);
  expect(elsewhere.stderr).toContain("ERR_TLS_CERT_ALTNAME_INVALID");
});
