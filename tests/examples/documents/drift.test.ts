import type { Emulator } from "../../../emulator/src";
import { useEmulator } from "../../emulator/use-emulator";
import { codeBlocks, readmeCommands } from "../code-blocks";
import { localVariables } from "../playground";
import { useExample } from "../use-example";

const DATABASE = "postgres-emu00001";
const [look = "", lookWithProgram = "", repair = "", takeOver = "", ...others] = codeBlocks("docs/drift.md", "sh");
const { emulator, playground } = useExample("quickstart");
const local = localVariables();
const otherCloud = useEmulator({
  secretId: local.TENCENTCLOUD_SECRET_ID ?? "",
  secretKey: local.TENCENTCLOUD_SECRET_KEY ?? "",
});

const change = (setting: Parameters<Emulator["control"]["changeInstance"]>[1]) =>
  emulator().control.changeInstance(DATABASE, setting);
const modifies = () => emulator().control.instance(DATABASE).modifies;
/** Looks for drift with the commands of the document. */
const outcome = async (commands = look, env = {}) => (await playground().sh(commands, env)).exitCode;

test("docs/drift.md is right about which drift is detected, how to repair it, and how to accept it", async () => {
  expect(others).toEqual([]);
  const [setUp] = readmeCommands("quickstart", 2);
  await playground().mustSh(setUp);

  // Another CA at another address, and all the rest the same: no drift.
  await otherCloud().control.changeInstance(DATABASE, { sslEnabled: true, connectAddress: "10.0.0.1" });
  expect(otherCloud().control.caCertificate()).not.toBe(emulator().control.caCertificate());
  expect(await outcome(look, { TENCENTCLOUD_POSTGRES_ENDPOINT: otherCloud().endpoint })).toBe(0);

  // SSL turned off: seen, and repaired with one change.
  await change({ sslEnabled: false });
  expect(await outcome()).toBe(7);
  expect(modifies()).toBe(1);
  await playground().mustSh(repair);
  expect(emulator().control.instance(DATABASE)).toMatchObject({ sslEnabled: true, modifies: 2 });

  // Another address: seen, and taken over without a change; then the program is what differs.
  await change({ connectAddress: "198.18.0.1" });
  expect(await outcome()).toBe(7);
  await playground().mustSh(takeOver);
  expect(await outcome(lookWithProgram)).toBe(7);
  expect((await playground().resources())[0]?.outputs).toMatchObject({ connectAddress: "198.18.0.1" });
  expect(modifies()).toBe(2);

  // A key in the config counts when the program runs; until then the one of the last `up` does.
  await playground().mustSh(
    "pulumi config set-all --plaintext tencentcloud:secretId=other --secret tencentcloud:secretKey=other",
  );
  expect(await outcome()).toBe(0);
  expect([0, 7]).not.toContain(await outcome(`${look.trim()} --run-program`));

  // An instance that may not be read is no drift; one that is gone is.
  const error = { code: "AuthFailure.UnauthorizedOperation", message: "No." };
  emulator().control.addFault({ action: "DescribeDBInstanceSSLConfig", times: 100, fault: { error } });
  expect([0, 7]).not.toContain(await outcome());
  emulator().control.clearFaults();
  await emulator().control.destroyInstance(DATABASE);
  expect(await outcome()).toBe(7);
});
