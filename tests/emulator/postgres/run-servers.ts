import { startPostgresServers } from "../../../emulator/src/postgres/postgres-servers";

/**
 * A program that runs servers until it is ended: `run-servers.ts COUNT` prints them as one JSON line. A line on its
 * standard input makes it crash, SIGTERM makes it stop properly.
 */
async function run(): Promise<void> {
  const { servers, stop } = await startPostgresServers(Number(process.argv[2]));
  process.once("SIGTERM", () => void stop().then(() => process.exit()));
  process.stdin.once("data", () => {
    throw new Error("crashed, as it was told to");
  });
  const logins = servers.map(({ host, port, user, password, database }) => ({ host, port, user, password, database }));
  console.log(JSON.stringify(logins));
}

void run();
