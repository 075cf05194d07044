import * as pulumi from "@pulumi/pulumi";
import * as dynamic from "../../../provider";
import * as plugin from "../../../provider/plugin/node";

const asked: pulumi.runtime.MockCallArgs[] = [];

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ inputs }) => ({ id: "postgres-5gevh7gr", state: inputs as object }),
    call: (args) => {
      asked.push(args);
      return { ...(args.inputs as object), sslEnabled: true };
    },
  });
});
beforeEach(() => {
  asked.length = 0;
});

describe.each([
  ["dynamic provider", dynamic],
  ["provider plugin", plugin],
])("in a unit test of a program, a lookup of the %s", (_, { getInstanceSslConfig, getInstanceSslConfigOutput }) => {
  const token = "tencentcloud-postgres-ssl:index:getInstanceSslConfig";
  const args = { dbInstanceId: "postgres-5gevh7gr", region: "ap-seoul" };

  test("asks the mocks, by the function's token, and never the cloud", async () => {
    expect(await getInstanceSslConfig(args)).toEqual({ ...args, sslEnabled: true });
    expect(asked).toEqual([{ token, inputs: args, provider: "" }]);
  });

  test("asks the mocks for arguments that are outputs", async () => {
    const found = getInstanceSslConfigOutput({ ...args, region: pulumi.output("ap-seoul") });
    expect(await new Promise((resolve) => found.apply(resolve))).toEqual({ ...args, sslEnabled: true });
    expect(asked).toMatchObject([{ token, inputs: args }]);
  });
});
