import * as pulumi from "@pulumi/pulumi";
import * as dynamic from "../../../provider";
import * as plugin from "../../../provider/plugin/node";

const ARGS = { dbInstanceId: "postgres-5gevh7gr", sslEnabled: false };

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ inputs }) => ({ id: "postgres-5gevh7gr", state: inputs as object }),
    call: () => ({}),
  }),
);

/** The resource, once the SDK has done everything for it. */
async function registered<T extends pulumi.Resource>(resource: T): Promise<T> {
  await new Promise((resolve) => resource.urn.apply(resolve));
  return resource;
}

describe.each([
  ["dynamic provider", dynamic.InstanceSslConfig],
  ["provider plugin", plugin.InstanceSslConfig],
])("isInstance of the %s's class", (_, type) => {
  const isInstance = (resource: unknown): boolean => type.isInstance(resource);

  test("recognises the resources of both providers, of which neither may slip through a policy for the other", async () => {
    expect(isInstance(await registered(new dynamic.InstanceSslConfig("dynamic", ARGS)))).toBe(true);
    expect(isInstance(await registered(new plugin.InstanceSslConfig("plugin", ARGS)))).toBe(true);
  });

  test("recognises a resource that another copy of the package made", async () => {
    let copy = dynamic;
    jest.isolateModules(() => {
      jest.doMock("@pulumi/pulumi", () => pulumi);
      copy = jest.requireActual<typeof dynamic>("../../../provider");
    });
    expect(copy.InstanceSslConfig).not.toBe(dynamic.InstanceSslConfig);
    expect(isInstance(await registered(new copy.InstanceSslConfig("copy", ARGS)))).toBe(true);
  });

  test.each([undefined, null, "text", {}, { __pulumiType: "random:index/randomId:RandomId" }])(
    "takes nothing else for one: %j",
    (other) => expect(isInstance(other)).toBe(false),
  );

  test("takes no component for one", async () => {
    expect(isInstance(await registered(new pulumi.ComponentResource("test:index:Parent", "parent")))).toBe(false);
  });
});
