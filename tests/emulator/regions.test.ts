import { startEmulator } from "../../emulator/src";
import { call, codeOf } from "./raw-client";
import { useEmulator } from "./use-emulator";

const emulator = useEmulator({ instances: 2, region: ["ap-mumbai", "ap-shenzhen"] });
const listedIn = async (region: string) =>
  (await call({ ...emulator(), region }, "DescribeDBInstances")).DBInstanceSet as { DBInstanceId: string }[];
const idsIn = async (region: string) => (await listedIn(region)).map(({ DBInstanceId: id }) => id).sort();

test("each region has as many instances, and a read-only one", async () => {
  expect(emulator()).toMatchObject({ region: "ap-mumbai", regions: ["ap-mumbai", "ap-shenzhen"] });
  expect(await idsIn("ap-mumbai")).toEqual(["pgro-emu00001", "postgres-emu00001", "postgres-emu00002"]);
  expect(await idsIn("ap-shenzhen")).toEqual(["pgro-emu00002", "postgres-emu00003", "postgres-emu00004"]);
  const addresses = emulator()
    .control.instances()
    .flatMap((instance) => instance.addresses);
  // The two read-only instances have the address of their group besides.
  expect(new Set(addresses).size).toBe(6 * 3 + 2);
});

test("an instance that is made in another region is listed there, and nowhere else", async () => {
  const { id } = emulator().control.createInstance({ region: "eu-frankfurt" });
  expect(await listedIn("eu-frankfurt")).toMatchObject([{ DBInstanceId: id, Zone: "eu-frankfurt-1" }]);
  expect(await idsIn("ap-mumbai")).not.toContain(id);
});

test("an instance is changed in its own region only", async () => {
  const turnOff = { DBInstanceId: "postgres-emu00003", SSLEnabled: false };
  const code = await emulator.codeOf("ModifyDBInstanceSSLConfig", turnOff);
  expect(code).toBe("ResourceNotFound.InstanceNotFoundError");
  const there = { ...emulator(), region: "ap-shenzhen" };
  expect(await call(there, "ModifyDBInstanceSSLConfig", turnOff)).toMatchObject({ TaskId: 100001 });
});

test.each(["ap-shanghai-fsi", "me-riyadh", "xx-newplace"])("%s, where nothing was made, is empty", async (region) => {
  expect(await idsIn(region)).toEqual([]);
});

test.each(["mars", "ap-guangzhou-1", "AP-GUANGZHOU", "ap-", "a".repeat(50)])("%s is no region", async (region) => {
  expect(codeOf(await call({ ...emulator(), region }, "DescribeTasks"))).toBe("UnsupportedRegion");
  await expect(startEmulator({ servers: 0, region: ["ap-tokyo", region] })).rejects.toThrow(/like ap-guangzhou, not/);
});
