import { readmeCommands } from "./code-blocks";
import { useExample } from "./use-example";

const { emulator, playground } = useExample("application", { servers: 1 });

test("the application verifies its database with the stack's CA, and refuses any other name of the server", async () => {
  const [prepare, connection, run, psql, cleanUp] = readmeCommands("application", 5);
  const { addresses } = emulator().control.instance("postgres-emu00001");
  await playground().mustSh(prepare);

  const { stdout } = await playground().mustSh(`${connection}\n${run}`);
  expect(stdout).toMatch(/^127\.0\.0\.1 is who it says it is, by TLSv1\.3 with TLS_/);

  const elsewhere = await playground().sh(`${connection}\nnode application.mjs`, { PGHOST: addresses[1] ?? "" });
  expect(elsewhere.exitCode).toBe(1);
  // One line is enough to say why.
  expect(elsewhere.stderr).toMatch(/^\S+ is not accepted: .*ERR_TLS_CERT_ALTNAME_INVALID\)\n$/);

  // Not every machine has psql.
  const { stdout: row } = await playground().mustSh(`command -v psql || { echo " t"; exit; }\n${connection}\n${psql}`);
  expect(row).toMatch(/^ t$/m);

  await playground().mustSh(cleanUp);
  expect(await playground().stacks()).toEqual([]);
});
