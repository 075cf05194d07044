import { readmeCommands } from "./code-blocks";
import { useExample } from "./use-example";

const { emulator, playground } = useExample("application", { servers: 1 });

test("the application verifies its database with the CA out of the stack, and no other name of the server", async () => {
  const [prepare, run] = readmeCommands("application", 2);
  const { addresses, server } = emulator().control.instance("postgres-emu00001");
  const connection = {
    PGPORT: String(server?.port),
    PGUSER: server?.user ?? "",
    PGPASSWORD: server?.password ?? "",
    PGDATABASE: server?.database ?? "",
  };
  await playground().mustSh(prepare);

  const { stdout } = await playground().mustSh(run, connection);
  expect(stdout).toMatch(/^127\.0\.0\.1 is who it says it is, by TLSv1\.3 with TLS_/);

  const elsewhere = await playground().sh("node application.mjs", { ...connection, PGHOST: addresses[1] ?? "" });
  expect(elsewhere.exitCode).toBe(1);
  expect(elsewhere.stderr).toContain("ERR_TLS_CERT_ALTNAME_INVALID");
});
