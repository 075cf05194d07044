import { createHash } from "node:crypto";
import { tag } from "tencentcloud-sdk-nodejs-postgres/tencentcloud/services/tag";
import { sdkOptions } from "../sdk-options";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();

// The tag service is the same everywhere and needs no region.
const client = () => new tag.v20180813.Client(sdkOptions({ ...emulator(), region: "" }));
const wanted = (value: string) => ({ TagKey: "env", TagValue: [value] });
const resources = { ServiceType: "postgres", ResourcePrefix: "DBInstanceId", ResourceRegion: "ap-guangzhou" };
const described = (region: string, id: string) => `qcs::postgres:${region}:uin/100000000001:DBInstanceId/${id}`;

beforeEach(() => {
  const { control } = emulator();
  control.createInstance({ id: "postgres-aaaaaaaa", tags: { env: "prod", team: "shop" } });
  control.createInstance({ id: "postgres-bbbbbbbb", tags: { env: "test" }, region: "ap-tokyo" });
});

test("the vendor's SDK finds instances by their tags, in every region", async () => {
  const tags = (values: object) =>
    Object.entries(values).map(([TagKey, TagValue]) => ({ TagKey, TagValue: TagValue as string }));
  expect(await client().GetResources({})).toMatchObject({
    PaginationToken: "",
    ResourceTagMappingList: [
      { Resource: described("ap-guangzhou", "postgres-aaaaaaaa"), Tags: tags({ env: "prod", team: "shop" }) },
      { Resource: described("ap-tokyo", "postgres-bbbbbbbb"), Tags: tags({ env: "test" }) },
    ],
  });
  expect(await found({ TagFilters: [{ TagKey: "env", TagValue: ["prod", "stage"] }] })).toEqual(["postgres-aaaaaaaa"]);
  expect(await found({ TagFilters: [{ TagKey: "env" }, { TagKey: "team" }] })).toEqual(["postgres-aaaaaaaa"]);
  expect(await found({ TagFilters: [{ TagKey: "constructor" }] })).toEqual([]);
});

test("named resources are listed when they are tagged, also as Terraform names them, without an account", async () => {
  const ResourceList = [
    "qcs::postgres:ap-tokyo:uin/:DBInstanceId/postgres-bbbbbbbb",
    described("ap-guangzhou", "postgres-emu00001"),
    described("ap-tokyo", "postgres-aaaaaaaa"),
    "qcs::cvm:ap-tokyo:uin/100000000001:instance/ins-12345678",
  ];
  expect(await found({ ResourceList })).toEqual(["postgres-bbbbbbbb"]);
});

test("a long list comes in pages", async () => {
  const first = await client().GetResources({ MaxResults: 1 });
  expect(first.ResourceTagMappingList).toHaveLength(1);
  const { PaginationToken = "" } = first;
  expect(await found({ MaxResults: 1, PaginationToken })).toEqual(["postgres-bbbbbbbb"]);
});

test.each<[string, object, string]>([
  ["an unknown page", { PaginationToken: "made-up" }, "InvalidParameter.PaginationTokenInvalid"],
  ["a resource in another form", { ResourceList: ["aaaaaaaa"] }, "InvalidParameterValue.ResourceDescriptionError"],
  ["too many results", { MaxResults: 201 }, "InvalidParameter"],
  ["too many filters", { TagFilters: Array(7).fill({ TagKey: "env" }) }, "LimitExceeded.TagNumPerRequest"],
  ["too many values", { TagFilters: [{ TagKey: "env", TagValue: Array(11).fill("x") }] }, "InvalidParameter.Tag"],
  ["too many resources", { ResourceList: Array(11).fill("x") }, "LimitExceeded.ResourceNumPerRequest"],
  ["a filter without a key", { TagFilters: [{ TagKey: "" }] }, "InvalidParameterValue.TagKeyEmpty"],
  ["a key twice", { TagFilters: Array(2).fill({ TagKey: "env" }) }, "InvalidParameterValue.TagKeyDuplicate"],
  ["a long key", { TagFilters: [{ TagKey: "k".repeat(128) }] }, "InvalidParameterValue.TagKeyLengthExceeded"],
  ["a long value", { TagFilters: [wanted("v".repeat(256))] }, "InvalidParameterValue.TagValueLengthExceeded"],
  ["a strange value", { TagFilters: [wanted("50%")] }, "InvalidParameterValue.TagValueCharacterIllegal"],
])("GetResources refuses %s with the documented code", async (_, parameters, code) => {
  expect(await emulator.codeOf("GetResources", parameters, { "x-tc-region": "" }, "tag")).toBe(code);
});

test.each<[string, object, string]>([
  ["no service", { ServiceType: "" }, "InvalidParameterValue.ServiceTypeInvalid"],
  ["a prefix with a slash", { ResourcePrefix: "DBInstanceId/" }, "InvalidParameterValue.ResourcePrefixInvalid"],
  ["a region in another form", { ResourceRegion: "mars" }, "InvalidParameterValue.RegionInvalid"],
  ["instances of no region", { ResourceRegion: "" }, "InvalidParameterValue.RegionInvalid"],
  ["no ids", { ResourceIds: [] }, "InvalidParameterValue.ResourceIdInvalid"],
  ["an empty id", { ResourceIds: [""] }, "InvalidParameterValue.ResourceIdInvalid"],
  ["more than 50 ids", { ResourceIds: Array(51).fill("x") }, "InvalidParameterValue.ResourceIdInvalid"],
  ["pages of nothing", { Limit: 0 }, "InvalidParameterValue"],
])("DescribeResourceTagsByResourceIds refuses %s", async (_, change, code) => {
  const asked = { ...resources, ResourceIds: ["postgres-aaaaaaaa"], ...change };
  expect(await emulator.codeOf("DescribeResourceTagsByResourceIds", asked, {}, "tag")).toBe(code);
});

test("Terraform's provider gets the tags of an instance the way it asks for them", async () => {
  const ResourceIds = ["postgres-aaaaaaaa", "postgres-bbbbbbbb", "postgres-emu00001"];
  const md5 = (text: string) => createHash("md5").update(text).digest("hex");
  const listed = (more: object) => client().DescribeResourceTagsByResourceIds({ ...resources, ResourceIds, ...more });
  expect(await listed({})).toMatchObject({
    ...{ TotalCount: 2, Offset: 0, Limit: 15 },
    Tags: [
      { ResourceId: "postgres-aaaaaaaa", TagKey: "env", TagValue: "prod", TagKeyMd5: md5("env") },
      { ResourceId: "postgres-aaaaaaaa", TagKey: "team", TagValue: "shop", TagValueMd5: md5("shop") },
    ],
  });
  expect((await listed({ Offset: 1, Limit: 1 })).Tags).toMatchObject([{ TagKey: "team" }]);
  expect((await listed({ ServiceType: "cvm" })).Tags).toEqual([]);
  expect(await listed({ Category: "System" })).toMatchObject({ TotalCount: 0 });
});

async function found(parameters: Parameters<ReturnType<typeof client>["GetResources"]>[0]): Promise<string[]> {
  const { ResourceTagMappingList: list = [] } = await client().GetResources(parameters);
  return list.map(({ Resource = "" }) => Resource.split("/").at(-1) ?? "");
}
