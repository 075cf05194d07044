import { ListRequest } from "@pulumi/pulumi/proto/provider_pb";
import { TOKENS } from "../../../provider/resource/pulumi-names";
import { received, sent } from "../../../provider/plugin/secrets";
import { servePlugin, type ServedPlugin } from "./served-plugin";

let served: ServedPlugin;
beforeAll(async () => {
  served = await servePlugin();
});
afterAll(() => served.close());

const ALL = ["pgro-emu00001", "postgres-emu00001", "postgres-emu00002", "postgres-emu00003"];

interface Page {
  readonly token?: string;
  readonly limit?: number;
  readonly pageSize?: number;
  readonly after?: string;
}

function request(query: object, { token = TOKENS.resource, limit = 0, pageSize = 0, after = "" }: Page = {}) {
  const list = new ListRequest();
  list.setToken(token);
  list.setQuery(sent(query));
  list.setLimit(limit);
  list.setPageSize(pageSize);
  list.setContinuationToken(after);
  return list;
}

test("a program of any language gets the instances of a region", async () => {
  const reply = await served.call("invoke", { tok: TOKENS.instances, args: sent({ kinds: ["primary"] }) });
  const { region, instances } = received(reply.getReturn()).values;

  expect(region).toBe("ap-guangzhou");
  expect((instances as { dbInstanceId: string }[]).map(({ dbInstanceId }) => dbInstanceId)).toEqual(ALL.slice(1));
});

test("a function that does not exist is refused by name", async () => {
  await expect(served.call("invoke", { tok: "tencentcloud-postgres-ssl:index:getInstance" })).rejects.toThrow(
    `there is no function tencentcloud-postgres-ssl:index:getInstance; the functions are ${TOKENS.lookup} and ${TOKENS.instances}`,
  );
});

describe("the list of what can be imported", () => {
  test("names every instance by the id that an import takes", async () => {
    const { ids, names, next } = await served.list(request({}));
    expect(ids).toEqual(ALL);
    expect(names.every((name) => name !== "")).toBe(true);
    expect(next).toBe("");

    const read = await served.call("read", { id: ids[1] ?? "", urn: "urn:pulumi:dev::p::t::n" });
    expect(read.getId()).toBe("postgres-emu00001");
  });

  test("comes in pages, each instance once, and ends at the limit", async () => {
    const first = await served.list(request({}, { pageSize: 3 }));
    const second = await served.list(request({}, { pageSize: 3, after: first.next }));
    expect([...first.ids, ...second.ids]).toEqual(ALL);
    expect(second.next).toBe("");
    expect((await served.list(request({}, { limit: 2 }))).ids).toEqual(ALL.slice(0, 2));
  });

  test("takes the query of the function, and has the region in an id of another region", async () => {
    expect((await served.list(request({ kinds: ["readonly"] }))).ids).toEqual(["pgro-emu00001"]);
    await served.configure({ region: "ap-shanghai" });
    const elsewhere = await served.list(request({ region: "ap-guangzhou", ids: ["postgres-emu00002"] }));
    expect(elsewhere.ids).toEqual(["ap-guangzhou/postgres-emu00002"]);
    await served.configure();
  });

  test("is an error when it cannot be complete, and for another resource", async () => {
    const error = { code: "AuthFailure.UnauthorizedOperation" };
    served.emulator.control.addFault({ action: "DescribeDBInstances", fault: { error } });
    await expect(served.list(request({}))).rejects.toThrow("postgres:DescribeDBInstances");
    await expect(served.list(request({}, { token: "other" }))).rejects.toThrow("there is no resource other");
  });
});
