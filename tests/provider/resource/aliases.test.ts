import { isDeepStrictEqual } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import * as dynamic from "../../../provider";
import * as plugin from "../../../provider/plugin/node";

const DYNAMIC = "pulumi-nodejs:dynamic/tencentcloud-postgres:InstanceSslConfig";
const PLUGIN = "tencentcloud-postgres-ssl:index:InstanceSslConfig";

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ inputs }) => ({ id: "postgres-5gevh7gr", state: inputs as object }),
    call: () => ({}),
  });
});
afterEach(() => jest.restoreAllMocks());

/** The aliases with which the resource is registered: URNs as they are, and of others what is set. */
async function registered(
  { InstanceSslConfig }: Pick<typeof dynamic | typeof plugin, "InstanceSslConfig">,
  aliases: pulumi.CustomResourceOptions["aliases"],
): Promise<unknown[]> {
  const register = jest.spyOn(MockMonitor.prototype, "registerResource");
  const { urn } = new InstanceSslConfig(
    "orders",
    { dbInstanceId: "postgres-5gevh7gr", sslEnabled: false },
    aliases === undefined ? {} : { aliases },
  );
  await new Promise((resolve) => urn.apply(resolve));
  const request = register.mock.calls[0]?.[0] as RegisterResourceRequest;
  return request.getAliasesList().map((alias) => {
    const spec = alias.getSpec()?.toObject();
    return spec === undefined ? alias.getUrn() : Object.fromEntries(Object.entries(spec).filter(([, value]) => value));
  });
}

describe.each([
  ["dynamic provider", dynamic, DYNAMIC, PLUGIN],
  ["provider plugin", plugin, PLUGIN, DYNAMIC],
])(
  "a stack that holds a resource of the other provider keeps it, and moves it to the %s,",
  (_, classes, own, other) => {
    test("where it stands in its place", async () => {
      expect(await registered(classes, undefined)).toEqual([{ type: other }]);
    });

    test.each<[string, pulumi.Input<pulumi.URN | pulumi.Alias>, unknown]>([
      ["name", { name: "old" }, { name: "old" }],
      ["name, as an output", { name: pulumi.output("old") }, { name: "old" }],
      ["name, as a promise of an alias", Promise.resolve({ name: "old" }), { name: "old" }],
      ["project and stack", { project: "old", stack: "prod" }, { project: "old", stack: "prod" }],
      ["place outside of a component", { parent: pulumi.rootStackResource }, { noparent: true }],
      ["parent", { parent: "urn:pulumi:s::p::a:b:C::old" }, { parenturn: "urn:pulumi:s::p::a:b:C::old" }],
    ])("where an alias says its former %s", async (_, alias, spec) => {
      expect(await registered(classes, [alias])).toEqual([spec, { ...(spec as object), type: other }, { type: other }]);
    });

    test.each([
      ["urn:pulumi:s::p::TYPE::old"],
      ["urn:pulumi:s::p::a:b:C$TYPE::old"],
      ["urn:pulumi:s::p::TYPE::a name::with colons"],
    ])("where an alias is the URN %s", async (urn) => {
      const urns = [urn.replace("TYPE", own), urn.replace("TYPE", other)];
      expect(await registered(classes, [urns[0] ?? ""])).toEqual([...urns, { type: other }]);
    });

    test("and an alias with a type of its own stays as it is", async () => {
      const urn = "urn:pulumi:s::p::tencentcloud:Postgresql/ssl:Ssl::old";
      const aliases = await registered(classes, [urn, { name: "old", type: other }, { name: "older", type: "a:b:C" }]);
      // An alias that is listed twice means nothing more.
      const different = aliases.filter(
        (alias, at) => !aliases.slice(0, at).some((before) => isDeepStrictEqual(before, alias)),
      );
      expect(different).toEqual([urn, { name: "old", type: other }, { name: "older", type: "a:b:C" }, { type: other }]);
    });
  },
);
