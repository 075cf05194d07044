import { chmodSync, cpSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { findBinaries, findPackagedBinaries } from "../../../emulator/src/postgres/binaries";
import { runProgram, serverAccount } from "../../../emulator/src/postgres/process";
import { openFolder } from "./open-folder";

const account = serverAccount();
const home = openFolder();

afterEach(() => {
  delete process.env.TENCENTDB_EMULATOR_POSTGRES_BIN;
});

test("the environment variable names another PostgreSQL", async () => {
  const packaged = await findBinaries(account, home);
  const elsewhere = openFolder();
  cpSync(dirname(dirname(packaged.postgres)), elsewhere, { recursive: true, verbatimSymlinks: true });
  process.env.TENCENTDB_EMULATOR_POSTGRES_BIN = join(elsewhere, "bin");
  const named = await findBinaries(account, home);
  expect(named.postgres).toBe(join(elsewhere, "bin", "postgres"));
  expect(named.version).toBe(packaged.version);
});

test("a variable that names a folder without PostgreSQL is an error that says so", async () => {
  process.env.TENCENTDB_EMULATOR_POSTGRES_BIN = join(home, "nothing-here");
  await expect(findBinaries(account, home)).rejects.toThrow(
    /TENCENTDB_EMULATOR_POSTGRES_BIN names .*nothing-here.*ENOENT/,
  );
});

test("a package without its links, in a folder that is closed to the servers' account, is made to run", async () => {
  const { postgres } = await findBinaries(account, home);
  const closed = join(openFolder(), "closed");
  cpSync(dirname(dirname(dirname(postgres))), closed, { recursive: true, verbatimSymlinks: true });
  chmodSync(closed, 0o700);
  const libraries = readdirSync(join(closed, "native", "lib"), { withFileTypes: true });
  for (const link of libraries.filter((entry) => entry.isSymbolicLink())) {
    rmSync(join(closed, "native", "lib", link.name));
  }
  const found = await findPackagedBinaries(join(closed, "native"), account, home);
  expect(await runProgram(found.postgres, ["--version"], { account })).toMatch("PostgreSQL");
  // Only root's servers run under another account, for which the package has to be copied.
  expect(found.postgres.startsWith(account ? join(home, "cache") : closed)).toBe(true);
});
