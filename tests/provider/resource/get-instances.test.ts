import { startVirtualCloud, type VirtualCloud } from "../virtual-cloud";
import { ending, finish, useVirtualTime } from "../virtual-time";
import type { Send } from "../../../provider/cloud/sdk-client";
import { getInstances, type GetInstancesResult } from "../../../provider/resource/get-instances";

useVirtualTime();
let cloud: VirtualCloud;
beforeEach(async () => {
  cloud = await startVirtualCloud({ instances: 250 });
});

interface Page {
  TotalCount: number;
  DBInstanceSet: { DBInstanceId: string; TagList: object[]; DBInstanceNetInfo: object[] }[];
}

/** Lists through a cloud whose pages `change` disturbs; it gets each page and its number. */
function listing(args: object, change: (page: Page, number: number) => void = () => undefined) {
  let number = 0;
  const wrapSend =
    (send: Send): Send =>
    async (...request) => {
      const reply = await send(...request);
      number += 1;
      change(reply as Page, number);
      return reply;
    };
  return getInstances(cloud.session({ wrapSend }), { ...args });
}

const listed = (args: object, change?: (page: Page, number: number) => void): Promise<GetInstancesResult> =>
  finish(listing(args, change));
const idsOf = ({ instances }: GetInstancesResult): string[] => instances.map(({ dbInstanceId }) => dbInstanceId);
const says = async (args: object, change?: (page: Page, number: number) => void): Promise<string> =>
  String((await ending(listing(args, change))).result);

test("every instance of the region is listed once, a hundred a call", async () => {
  const result = await listed({});

  expect(result.region).toBe("ap-guangzhou");
  expect(idsOf(result)).toHaveLength(251);
  expect(new Set(idsOf(result)).size).toBe(251);
  expect(idsOf(result)).toEqual([...idsOf(result)].sort());
  expect(cloud.actions()).toEqual(Array(3).fill("DescribeDBInstances"));
});

test("an instance comes with what a declaration of it needs", async () => {
  const { instances } = await listed({ ids: ["postgres-emu00001", "pgro-emu00001"] });
  const { addresses } = cloud.control.instance("postgres-emu00001");

  expect(instances[1]).toEqual({
    dbInstanceId: "postgres-emu00001",
    name: expect.stringMatching(/./) as string,
    region: "ap-guangzhou",
    status: "running",
    kind: "primary",
    version: expect.stringMatching(/^\d+\.\d+$/) as string,
    privateAddress: addresses[0],
    publicAddress: "cd-postgres-emu00001.sql.tencentcdb.com",
    tags: {},
  });
  expect(instances[0]).toMatchObject({
    kind: "readonly",
    primaryInstanceId: "postgres-emu00001",
    readOnlyGroupStatus: "running",
  });
});

test("an instance that is not open to the internet has no public address", async () => {
  const close = ({ DBInstanceSet: [first] }: Page): void => {
    if (first) first.DBInstanceNetInfo = [{ NetType: "public", Status: "closed", Address: "db.example.com", Ip: "" }];
  };
  const { instances } = await listed({ ids: ["pgro-emu00001"] }, close);
  expect(instances[0]).not.toHaveProperty("publicAddress");
  expect(instances[0]).not.toHaveProperty("privateAddress");
});

test("ids, kinds, statuses and tags select, all of them together", async () => {
  const tag = ({ DBInstanceSet }: Page): void => {
    for (const instance of DBInstanceSet.slice(0, 3)) instance.TagList = [{ TagKey: "team", TagValue: "bank" }];
  };
  expect(idsOf(await listed({ kinds: ["readonly"] }))).toEqual(["pgro-emu00001"]);
  expect(idsOf(await listed({ statuses: ["isolated"] }))).toEqual([]);
  expect(idsOf(await listed({ tags: { team: "bank" }, kinds: ["primary"] }, tag))).toContain("postgres-emu00002");
  expect(idsOf(await listed({ tags: { team: "shop" } }, tag))).toEqual([]);
});

describe("a list that cannot be complete is an error, because a program would drop what is missing:", () => {
  test.each<[string, (page: Page, number: number) => void]>([
    ["a total above what the pages hold", (page) => (page.TotalCount = 300)],
    ["a total below what the pages hold", (page) => (page.TotalCount = 50)],
    ["a page that is cut short", (page) => (page.DBInstanceSet = page.DBInstanceSet.slice(0, 1))],
    [
      "a page that lists one instance twice",
      (page) => page.DBInstanceSet.splice(5, 1, ...page.DBInstanceSet.slice(4, 5)),
    ],
    ["pages that are empty", (page) => (page.DBInstanceSet = [])],
  ])("%s", async (_, change) => {
    expect(await says({}, change)).toMatch(
      /listing the instances of ap-guangzhou: the cloud says that there are \d+, but listed \d+ in each of 3 readings/,
    );
  });

  test("a reply without a total", async () => {
    const change = (page: Page): void => void Reflect.deleteProperty(page, "TotalCount");
    expect(await says({}, change)).toContain("TotalCount should be a number, but is nothing");
  });

  test("credentials that may not list", async () => {
    const error = { code: "AuthFailure.UnauthorizedOperation", message: "not you" };
    cloud.control.addFault({ action: "DescribeDBInstances", fault: { error }, times: 100 });
    expect(await says({})).toContain('"action":["postgres:DescribeDBInstances"],"resource":["*"]');
  });
});

test("instances that come or go between two pages make the listing start again", async () => {
  let gone = 0;
  const change = (page: Page, number: number): void => {
    if (number !== 1) return;
    // Everything that the first page showed has moved on by one place when the second is read.
    gone = page.DBInstanceSet.length;
    void cloud.control.destroyInstance("postgres-emu00003");
  };
  const result = await listed({}, change);

  expect(gone).toBe(100);
  expect(idsOf(result)).toHaveLength(250);
  expect(idsOf(result)).not.toContain("postgres-emu00003");
});

test("an id that is not in the list is named, and arguments are checked before any request", async () => {
  expect(await says({ ids: ["postgres-emu00001", "postgres-zzzzzzzz"] })).toContain(
    "getInstances: postgres-zzzzzzzz is not in ap-guangzhou for these credentials",
  );
  const before = cloud.requests.length;
  expect(await says({ id: "postgres-emu00001", tags: { a: 1 }, ids: "postgres-emu00001", region: 5 })).toMatch(
    /region must be .*; ids must be a list.*; tags must be .*; id is not an argument: did you mean ids\?; the arguments are region,/,
  );
  expect(cloud.requests).toHaveLength(before);
});
