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
});

test("an instance that is made in another region is listed and changed there, and nowhere else", async () => {
  const { id } = emulator().control.createInstance({ region: "eu-frankfurt" });
  expect(await listedIn("eu-frankfurt")).toMatchObject([{ DBInstanceId: id, Zone: "eu-frankfurt-1" }]);
  expect(await idsIn("ap-mumbai")).not.toContain(id);
  expect(codeOf(await emulator.modify(id))).toBe("ResourceNotFound.InstanceNotFoundError");
});

test("the regions of the product are listed, and every instance is in a zone of its region", async () => {
  const { RegionSet } = await emulator.call("DescribeRegions");
  const guangzhou = { Region: "ap-guangzhou", RegionId: 1, RegionState: "AVAILABLE", SupportInternational: 0 };
  for (const region of [guangzhou, { Region: "ap-tokyo" }, { Region: "eu-frankfurt" }, { Region: "ap-mumbai" }]) {
    expect(RegionSet).toContainEqual(expect.objectContaining(region));
  }
  const { ZoneSet } = await emulator.call("DescribeZones", { StorageType: "CLOUD_SSD" });
  const zones = (ZoneSet as { Zone: string }[]).map(({ Zone }) => Zone);
  expect(zones).toEqual(["ap-mumbai-1", "ap-mumbai-2", "ap-mumbai-3"]);
  for (const instance of await listedIn("ap-mumbai")) expect(zones).toContain((instance as { Zone?: string }).Zone);
});

test.each(["ap-shanghai-fsi", "me-riyadh", "xx-newplace"])("%s, where nothing was made, is empty", async (region) => {
  expect(await idsIn(region)).toEqual([]);
});

test.each(["mars", "ap-guangzhou-1", "AP-GUANGZHOU", "ap-", "a".repeat(50)])("%s is no region", async (region) => {
  expect(codeOf(await call({ ...emulator(), region }, "DescribeTasks"))).toBe("UnsupportedRegion");
  await expect(startEmulator({ servers: 0, region: ["ap-tokyo", region] })).rejects.toThrow(/like ap-guangzhou, not/);
});
