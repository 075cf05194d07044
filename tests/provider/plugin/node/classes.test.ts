import * as pulumi from "@pulumi/pulumi";
import {
  getInstanceSslConfig,
  getInstanceSslConfigOutput,
  InstanceSslConfig,
  Provider,
} from "../../../../provider/plugin/node";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly id: string | undefined;
}

const registered: Registered[] = [];
const called: { token: string; inputs: object }[] = [];

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs, id }) => {
      registered.push({ type, name, inputs: inputs as Registered["inputs"], id });
      const state = { region: "ap-guangzhou", onDelete: "disable", taskTimeoutSeconds: 1200, caUrl: "http://ca" };
      return { id: id ?? "postgres-5gevh7gr", state: { ...state, taskId: 100016, ...(inputs as object) } };
    },
    call: ({ token, inputs }) => {
      called.push({ token, inputs: inputs as object });
      return { ...(inputs as object), sslEnabled: true };
    },
  });
});
beforeEach(() => {
  registered.length = called.length = 0;
});

function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

const ARGS = { dbInstanceId: "postgres-5gevh7gr", sslEnabled: true, connectAddress: "10.6.0.4" };

test("a resource has the type of the schema, its arguments, and an output for everything in its state", async () => {
  const ssl = new InstanceSslConfig("orders", ARGS);
  const outputs = [ssl.dbInstanceId, ssl.connectAddress, ssl.region, ssl.onDelete, ssl.taskTimeoutSeconds, ssl.caUrl];
  expect(await Promise.all(outputs.map((output) => valueOf<unknown>(output)))).toEqual([
    "postgres-5gevh7gr",
    "10.6.0.4",
    "ap-guangzhou",
    "disable",
    1200,
    "http://ca",
  ]);
  expect(await valueOf(ssl.taskId)).toBe(100016);
  expect(await valueOf(ssl.requestId)).toBeUndefined();
  expect(await valueOf(ssl.caCertificate)).toBeUndefined();
  expect(registered).toEqual([
    { type: "tencentcloud-postgres-ssl:index:InstanceSslConfig", name: "orders", inputs: ARGS, id: "" },
  ]);
});

test("a resource that is created has its program's line in its trace, and traces are as long as before afterwards", async () => {
  const before = Error.stackTraceLimit;
  const ssl = new InstanceSslConfig("traced", ARGS);
  await valueOf(ssl.urn);
  expect(Error.stackTraceLimit).toBe(before);
  expect(() => new InstanceSslConfig("", ARGS)).toThrow(/name/);
  expect(Error.stackTraceLimit).toBe(before);
  expect(new Error("later").stack).toContain("classes.test");
});

test("get reads an instance by its id, without arguments of its own", async () => {
  const ssl = InstanceSslConfig.get("existing", "ap-seoul/postgres-5gevh7gr", { region: "ap-seoul" });
  expect(await valueOf(ssl.id)).toBe("ap-seoul/postgres-5gevh7gr");
  expect(registered).toMatchObject([{ id: "ap-seoul/postgres-5gevh7gr", inputs: { region: "ap-seoul" } }]);
});

test("a provider keeps its keys secret, and nothing else", async () => {
  const keys = { secretId: "id", secretKey: "key", securityToken: "token" };
  const provider = new Provider("bank", { region: "ap-shanghai", ...keys });
  await valueOf(provider.urn);
  expect(registered).toMatchObject([
    { type: "pulumi:providers:tencentcloud-postgres-ssl", inputs: { region: "ap-shanghai" } },
  ]);
  const { secretId, secretKey, securityToken, region } = registered[0]?.inputs ?? {};
  for (const key of [secretId, secretKey, securityToken])
    expect(JSON.stringify(key)).toMatch(/1b47061264138c4ac30d75fd1eb44270/);
  expect(JSON.stringify(region)).toBe('"ap-shanghai"');
});

test("a provider without keys sends none", async () => {
  await valueOf(new Provider("bare").urn);
  expect(registered[0]?.inputs).toEqual({});
});

test("a lookup asks for the instance, with plain arguments or with outputs", async () => {
  const token = "tencentcloud-postgres-ssl:index:getInstanceSslConfig";
  expect(await getInstanceSslConfig({ dbInstanceId: "postgres-5gevh7gr" })).toMatchObject({ sslEnabled: true });
  const output = getInstanceSslConfigOutput({ dbInstanceId: pulumi.output("postgres-5gevh7gr"), region: "ap-seoul" });
  expect(await valueOf(output)).toMatchObject({ sslEnabled: true });
  expect(called).toEqual([
    { token, inputs: { dbInstanceId: "postgres-5gevh7gr" } },
    { token, inputs: { dbInstanceId: "postgres-5gevh7gr", region: "ap-seoul" } },
  ]);
});
