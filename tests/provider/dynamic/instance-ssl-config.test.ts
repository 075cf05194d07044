import * as pulumi from "@pulumi/pulumi";
import { InstanceSslConfig } from "../../../provider";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly id: string | undefined;
}

const registered: Registered[] = [];

/** What `check` fills in; an address has none. */
const DEFAULTS = { region: "ap-guangzhou", onDelete: "disable", taskTimeoutSeconds: 1200, connectAddress: undefined };

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs, id }) => {
      registered.push({ type, name, inputs: inputs as Registered["inputs"], id });
      const outputs = { ...DEFAULTS, caUrl: "http://ca", caCertificate: "PEM", taskId: 100016, requestId: "e39921c1" };
      return { id: id ?? "postgres-5gevh7gr", state: { ...outputs, ...(inputs as object) } };
    },
    call: () => ({}),
  });
});
beforeEach(() => {
  registered.length = 0;
});

/** What a program sees of an output. */
function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

const ARGS = { dbInstanceId: "postgres-5gevh7gr", sslEnabled: true, connectAddress: "10.6.0.4" };

test("the type of the resource is the one that stacks hold, for ever", async () => {
  const ssl = new InstanceSslConfig("orders", ARGS);
  await valueOf(ssl.urn);

  expect(registered).toMatchObject([
    { type: "pulumi-nodejs:dynamic/tencentcloud-postgres:InstanceSslConfig", name: "orders" },
  ]);
});

test("the program's arguments arrive as they are, and no others are made up", async () => {
  await valueOf(new InstanceSslConfig("orders", { ...ARGS, onDelete: "retain" }).urn);
  const { __provider, ...inputs } = registered[0]?.inputs ?? {};

  expect(inputs).toEqual({ ...ARGS, onDelete: "retain" });
  expect(__provider).toContain("pulumi-tencentcloud-postgres-ssl/runtime");
});

test("every output can be used by the program", async () => {
  const ssl = new InstanceSslConfig("orders", ARGS);
  const outputs = [ssl.dbInstanceId, ssl.sslEnabled, ssl.connectAddress, ssl.caUrl, ssl.caCertificate];

  expect(await Promise.all(outputs.map((output) => valueOf<unknown>(output)))).toEqual([
    "postgres-5gevh7gr",
    true,
    "10.6.0.4",
    "http://ca",
    "PEM",
  ]);
  expect(await valueOf(ssl.taskId)).toBe(100016);
  expect(await valueOf(ssl.requestId)).toBe("e39921c1");
});

test.each(["region", "onDelete", "taskTimeoutSeconds", "connectAddress"] as const)(
  "%s can be used by the program also where it was left out and got its default",
  async (argument) => {
    const ssl = new InstanceSslConfig("orders", { dbInstanceId: "postgres-5gevh7gr", sslEnabled: false });

    expect(await valueOf<unknown>(ssl[argument])).toBe(DEFAULTS[argument]);
  },
);

test("arguments can be outputs of other resources", async () => {
  const ssl = new InstanceSslConfig("orders", { ...ARGS, connectAddress: pulumi.output("10.6.0.5") });

  expect(await valueOf(ssl.connectAddress)).toBe("10.6.0.5");
});

test("get reads an instance by its id, in its region, without an argument that would manage it", async () => {
  const ssl = InstanceSslConfig.get("orders", "postgres-5gevh7gr", { region: "ap-guangzhou" });
  await valueOf(ssl.urn);
  const { __provider, ...inputs } = registered[0]?.inputs ?? {};

  expect(registered[0]?.id).toBe("postgres-5gevh7gr");
  expect(inputs).toEqual({ dbInstanceId: "postgres-5gevh7gr", region: "ap-guangzhou" });
  expect(typeof __provider).toBe("string");
  expect(await valueOf(ssl.region)).toBe("ap-guangzhou");
  expect(await valueOf(ssl.onDelete)).toBe("disable");
});

test("get takes the options of a resource and needs no state", async () => {
  const parent = new pulumi.ComponentResource("test:index:Parent", "parent");
  const ssl = InstanceSslConfig.get("orders", "postgres-5gevh7gr", undefined, { parent });

  expect(await valueOf(ssl.urn)).toContain("Parent$");
  expect(registered.find(({ name }) => name === "orders")?.id).toBe("postgres-5gevh7gr");
});

test("a declaration that the SDK refuses says where in the program it is, and the program's own errors keep their traces", () => {
  const { stackTraceLimit } = Error;
  const declareBadly = (): InstanceSslConfig => new InstanceSslConfig("", ARGS);
  let failure: unknown;
  try {
    declareBadly();
  } catch (error) {
    failure = error;
  }

  expect(failure).toMatchObject({ stack: expect.stringContaining("declareBadly") as string });
  expect(failure).toMatchObject({ message: expect.stringContaining("resource name") as string });
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
