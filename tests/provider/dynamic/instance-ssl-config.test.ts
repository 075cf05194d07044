import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { InstanceSslConfig, type InstanceSslConfigArgs } from "../../../provider";
import { Provider } from "../../../provider/plugin/node";

/** What the engine was asked for. */
const registered: unknown[] = [];

/** What `check` fills in where the program leaves it out, and what the cloud adds; an address has no default. */
const OUTPUTS = {
  connectAddress: undefined,
  region: "ap-guangzhou",
  onDelete: "disable",
  taskTimeoutSeconds: 1200,
  caUrl: "http://ca",
  caCertificate: "PEM",
  taskId: 100016,
  requestId: "e39921c1",
};

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, id, ...more }) => {
      const inputs = more.inputs as object;
      registered.push({ type, name, id, inputs });
      return { id, state: { ...OUTPUTS, ...inputs } };
    },
    call: () => ({}),
  });
});
beforeEach(() => {
  registered.length = 0;
});
afterEach(() => jest.restoreAllMocks());

/** What a program sees of an output. */
function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

const TYPE = "pulumi-nodejs:dynamic/tencentcloud-postgres:InstanceSslConfig";
const __provider: unknown = expect.stringContaining("pulumi-tencentcloud-postgres-ssl/runtime");
const ARGS = { dbInstanceId: "postgres-5gevh7gr", sslEnabled: true, connectAddress: "10.6.0.4" };

test("a resource has the type that stacks hold, for ever, and the program's arguments as they are, and no others", async () => {
  const register = jest.spyOn(MockMonitor.prototype, "registerResource");
  await valueOf(new InstanceSslConfig("orders", { ...ARGS, onDelete: "retain" }).urn);

  const inputs = { ...ARGS, onDelete: "retain", __provider };
  expect(registered).toEqual([{ type: TYPE, name: "orders", id: "", inputs }]);
  // A stack that holds the other provider's resource keeps it.
  const request = register.mock.calls[0]?.[0] as RegisterResourceRequest;
  expect(request.getAliasesList()[0]?.getSpec()?.getType()).toBe("tencentcloud-postgres-ssl:index:InstanceSslConfig");
});

test.each<InstanceSslConfigArgs>([ARGS, { dbInstanceId: "postgres-5gevh7gr", sslEnabled: false }])(
  "every output of %j can be used by the program, whether the argument is an output itself, or got its default",
  async (args) => {
    const ssl = new InstanceSslConfig("orders", { ...args, dbInstanceId: pulumi.output(args.dbInstanceId) });
    const names = Object.keys({ ...OUTPUTS, ...ARGS }) as (keyof typeof OUTPUTS | keyof typeof ARGS)[];
    const outputs = pulumi.all<unknown>(Object.fromEntries(names.map((name) => [name, ssl[name]])));

    expect(await valueOf(outputs)).toEqual({ ...OUTPUTS, ...args });
  },
);

test("get reads an instance by its id, in its region, without an argument that would manage it", async () => {
  const ssl = InstanceSslConfig.get("orders", "postgres-5gevh7gr", { region: "ap-guangzhou" });

  expect(await valueOf(ssl.region)).toBe("ap-guangzhou");
  expect(await valueOf(ssl.onDelete)).toBe("disable");
  const { dbInstanceId: id } = ARGS;
  const inputs = { dbInstanceId: id, region: "ap-guangzhou", __provider };
  expect(registered).toEqual([{ type: TYPE, name: "orders", id, inputs }]);
});

test("get takes the options of a resource and needs no state", async () => {
  const parent = new pulumi.ComponentResource("test:index:Parent", "parent");
  const ssl = InstanceSslConfig.get("orders", "postgres-5gevh7gr", undefined, { parent });

  expect(await valueOf(ssl.urn)).toContain("Parent$");
  expect(registered).toContainEqual(expect.objectContaining({ name: "orders", id: "postgres-5gevh7gr" }));
});

test("a declaration that the SDK refuses says where in the program it is, and the program's own errors keep their traces", () => {
  const { stackTraceLimit } = Error;
  const declareBadly = (): InstanceSslConfig => new InstanceSslConfig("", ARGS);
  const refusal: unknown = expect.objectContaining({
    stack: expect.stringContaining("declareBadly") as string,
    message: expect.stringContaining("resource name") as string,
  });

  expect(declareBadly).toThrow(refusal as Error);
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});

test("a program with many databases is quick: the SDK takes no stack trace for each of their outputs", async () => {
  let traces = 0;
  const before = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace") ?? { value: undefined, writable: true };
  Error.prepareStackTrace = (error, frames) => {
    if (frames.some((frame) => frame.getFunctionName() === "debuggablePromise")) traces += 1;
    return String(error);
  };
  try {
    new InstanceSslConfig("orders", ARGS);
  } finally {
    Object.defineProperty(Error, "prepareStackTrace", before);
  }

  expect(traces).toBe(0);
  await valueOf(new InstanceSslConfig("accounts", ARGS).urn);
});

test("the option import is refused with what to do instead", () => {
  expect(() => new InstanceSslConfig("orders", ARGS, { import: "postgres-5gevh7gr" })).toThrow(
    "InstanceSslConfig orders: the option import cannot work for a dynamic resource. Leave it out: declaring the instance " +
      "as it is takes it over without a change. Or import it through the provider plugin: `pulumi import " +
      "tencentcloud-postgres-ssl:index:InstanceSslConfig NAME INSTANCE`",
  );
});

describe("an option without effect on a dynamic resource is warned about:", () => {
  const bank = () => new Provider("bank", { region: "ap-shanghai" });
  const THROUGH_THE_PLUGIN = "declare it through the provider plugin (pulumi-tencentcloud-postgres-ssl/plugin)";
  const PROVIDER =
    "the provider that its options or its parent name has no effect on this dynamic resource, which uses the credentials and " +
    `the region of the stack's configuration (tencentcloud:*) and the environment: ${THROUGH_THE_PLUGIN}, which uses it`;

  test.each<[string, () => pulumi.CustomResourceOptions, string[]]>([
    ["none", () => ({ protect: true, replaceOnChanges: [] }), []],
    [
      "customTimeouts",
      () => ({ customTimeouts: { create: "5m" } }),
      [
        "customTimeouts have no effect on this dynamic resource: set taskTimeoutSeconds, or " +
          `${THROUGH_THE_PLUGIN}, where they count`,
      ],
    ],
    [
      "replaceOnChanges",
      () => ({ replaceOnChanges: ["connectAddress"] }),
      [
        "replaceOnChanges has no effect on this dynamic resource, which is replaced for another dbInstanceId or region " +
          `only: leave it out, or ${THROUGH_THE_PLUGIN}, where it counts`,
      ],
    ],
    ["provider", () => ({ provider: bank() }), [PROVIDER]],
    ["its parent's provider", () => ({ parent: parentWith({ provider: bank() }) }), [PROVIDER]],
    ["one of its parent's providers", () => ({ parent: parentWith({ providers: [bank()] }) }), [PROVIDER]],
    [
      "a parent's provider that is for resources of another package",
      () => ({ parent: parentWith({ providers: [new Elsewhere("elsewhere")] }) }),
      [],
    ],
  ])("%s", async (_, options, warnings) => {
    const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
    const ssl = new InstanceSslConfig("warned", ARGS, options());
    await valueOf(ssl.urn);
    expect(warn.mock.calls).toEqual(warnings.map((text) => [text, ssl]));
  });

  function parentWith(opts: pulumi.ComponentResourceOptions): pulumi.Resource {
    return new pulumi.ComponentResource("test:index:Team", "team", {}, opts);
  }

  class Elsewhere extends pulumi.ProviderResource {
    constructor(name: string) {
      super("tencentcloud", name);
    }
  }
});
